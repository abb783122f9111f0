"""Finding what comes with the workbench, in a checkout or in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
FIRST_CODEBOOK = "side-by-side-values.yaml"


def folder(name: str) -> Path:
    """Find `codebooks`, `transcripts_sample` or `docs`: in the wheel, else beside the package."""
    shipped = _PACKAGE / "_shipped" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name
