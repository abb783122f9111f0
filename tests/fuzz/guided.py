"""Coverage-guided fuzzing with Atheris: what an input makes the code do steers the next one.

`python -m tests.fuzz.guided` tries each target for a while, `WORKBENCH_FUZZ_SECONDS` long in all;
`python -m tests.fuzz.guided NAME [options of libFuzzer]` goes on with one. A refusal is a sentence
(`WorkbenchError`); anything else that is raised, hangs or takes much memory is a find, and its
input is kept in the folder that is named. `make fuzz` installs Atheris and runs this; CI does not.
"""

import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["workbench"]):
    from tests.builders import Study, small_study
    from tests.fuzz.hostile import ENDINGS, KINDS, PARTS, calm, read
    from workbench.domain.errors import WorkbenchError
    from workbench.domain.ids import new_guid
    from workbench.importers import codebook_qdc, codebook_yaml
    from workbench.services import coding, restoring, shipped

# Where the words are in a file that is a package of parts, and what to put them back into.
WORD_PART = "word/document.xml"
SECONDS = int(os.environ.get("WORKBENCH_FUZZ_SECONDS", "300"))
MEGABYTES = 3000


def transcript(data: bytes) -> None:
    """Any bytes under any ending; the first byte says which."""
    if data:
        read(f"talk.{ENDINGS[data[0] % len(ENDINGS)]}", data[1:])


def word(data: bytes) -> None:
    """A Word file whose main part is from an enemy."""
    read("talk.docx", _packed({**_WORD, WORD_PART: data}))


def text(data: bytes) -> None:
    """Plain text of every kind that is looked into: labels, captions, tables, pages."""
    if data:
        kind = ["txt", "vtt", "srt", "csv", "html", "rtf", "md"][data[0] % 7]
        read(f"talk.{kind}", data[1:])


def codebook(data: bytes) -> None:
    """A codebook, as YAML or as the exchange format."""
    reading = codebook_qdc if codebook_qdc.is_codebook(data) else codebook_yaml
    try:
        reading.read_codebook("book", data)
    except WorkbenchError as refused:
        calm(refused)


def study_file(data: bytes) -> None:
    """A study's file or a backup, put into another workspace."""
    hostile = _FOLDER / "hostile"
    hostile.write_bytes(data)
    try:
        restoring.restore(_FOLDER / "target", hostile)
    except WorkbenchError as refused:
        calm(refused)


def message(data: bytes) -> None:
    """What a browser sends to be carried out; a refusal changes nothing."""
    draw = atheris.FuzzedDataProvider(data)
    operation = _operation(draw)
    desk = _study().desk("Ada")
    before = desk.project.revision()
    try:
        state = coding.apply_operations(desk, _study().source, [operation])["results"][0]["state"]
    except WorkbenchError as refused:
        calm(refused)
        state = "refused"
    assert state == "saved" or desk.project.revision() == before


def _operation(draw: atheris.FuzzedDataProvider) -> dict:
    """Make an operation out of a real one and the bytes of the fuzzer."""
    marking = _marking()
    known = [marking["id"], *marking["coding"].values(), "", None, [], {}, True, new_guid()]

    def value() -> object:
        match draw.ConsumeIntInRange(0, 4):
            case 0:
                return draw.ConsumeInt(9)
            case 1:
                return draw.ConsumeUnicode(40)
            case 2:
                return draw.ConsumeFloat()
            case 3:
                return [known[draw.ConsumeIntInRange(0, len(known) - 1)]]
        return known[draw.ConsumeIntInRange(0, len(known) - 1)]

    operation: dict = {"id": new_guid(), "kind": KINDS[draw.ConsumeIntInRange(0, len(KINDS) - 1)]}
    whole = {**marking["coding"], "words": "mine", "visibility": "me", "name": "A new code"}
    for part in ("coding", "note", "code", "perspective"):
        inside = dict(whole) if draw.ConsumeIntInRange(0, 3) else {}
        inside["guid"] = new_guid() if draw.ConsumeIntInRange(0, 3) else whole["guid"]
        for _ in range(max(0, draw.ConsumeIntInRange(0, 6) - 3)):
            inside[PARTS[draw.ConsumeIntInRange(0, len(PARTS) - 1)]] = value()
        operation[part] = inside
    for _ in range(max(0, draw.ConsumeIntInRange(0, 6) - 3)):
        operation[PARTS[draw.ConsumeIntInRange(0, len(PARTS) - 1)]] = value()
    return operation


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (transcript, word, text, codebook, study_file, message)
}
_FOLDER = Path(tempfile.mkdtemp(prefix="workbench-fuzz-"))


@cache
def _study() -> Study:
    return small_study(_FOLDER / "workspace")


@cache
def _marking() -> dict:
    return _study().operation("I felt safe there")


def _samples() -> Iterator[Path]:
    yield from sorted(shipped.folder("transcripts_sample").iterdir())


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def _parts_of_a_word_file() -> dict[str, bytes]:
    sample = next(path for path in _samples() if path.suffix == ".docx")
    with zipfile.ZipFile(sample) as package:
        return {name: package.read(name) for name in package.namelist()}


_WORD = _parts_of_a_word_file()


def _seeds(name: str) -> Iterator[bytes]:
    """Real files and messages to begin from."""
    if name == "word":
        yield _WORD[WORD_PART]
    elif name == "codebook":
        yield (shipped.folder("codebooks") / shipped.FIRST_CODEBOOK).read_bytes()
        yield b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="a" name="b"/>'
    elif name == "study_file":
        project = _study().desk("Ada").project
        project.db.execute("pragma wal_checkpoint(truncate)")
        yield project.path.read_bytes()
    elif name == "message":
        yield from (random.Random(number).randbytes(400) for number in range(200))
    else:
        kinds = (
            ENDINGS if name == "transcript" else ["txt", "vtt", "srt", "csv", "html", "rtf", "md"]
        )
        for path in _samples():
            ending = path.suffix.removeprefix(".")
            if ending in kinds:
                yield bytes([kinds.index(ending)]) + path.read_bytes()
        yield (
            bytes([kinds.index("rtf")]) + rb"{\rtf1\ansi\b P01:\b0  I {\i felt} \u8217? safe\par}"
        )
        yield bytes([kinds.index("html")]) + b"<html><p><b>P01:</b> I felt <i>safe</i>.</p><table>"


def one(name: str, options: list[str]) -> None:
    """Go on with one target until something is found, or the time is up."""
    corpus = _FOLDER / "seeds"
    corpus.mkdir()
    for number, seed in enumerate(_seeds(name)):
        (corpus / str(number)).write_bytes(seed)
    longest = max((len(path.read_bytes()) for path in corpus.iterdir()), default=4096)
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_len={2 * longest}",
            "-timeout=60",
            f"-rss_limit_mb={MEGABYTES}",
            *options,
            str(corpus),
        ],
        TARGETS[name],
    )
    atheris.Fuzz()


def each_in_turn() -> int:
    """Try every target for its part of the time; 1 where something was found."""
    finds = Path(tempfile.mkdtemp(prefix="workbench-finds-"))
    part = max(10, SECONDS // len(TARGETS))
    failed = []
    for name in TARGETS:
        options = [f"-max_total_time={part}", f"-artifact_prefix={finds}/{name}-"]
        options.append("-print_final_stats=1")
        said = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.guided", name, *options],
            capture_output=True,
            text=True,
            check=False,
        )
        executed = [line for line in said.stderr.splitlines() if "number_of_executed" in line]
        print(f"{name}: {executed[0].split()[-1] if executed else 'no'} inputs tried in {part} s")
        if said.returncode:
            failed.append(name)
            print("\n".join(said.stderr.splitlines()[-40:]))
    if failed:
        print(f"Something was found in {', '.join(failed)}; the inputs are in {finds}.")
    return bool(failed)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(sys.argv[1], sys.argv[2:])
    else:
        sys.exit(each_in_turn())
