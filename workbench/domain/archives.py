"""Zip archives, which transcripts, Word files and backups come as."""

import zipfile
import zlib

# What is damaged, locked or oddly packed in an archive surfaces as any of these.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    OSError,
    ValueError,
    EOFError,
    RuntimeError,
)
