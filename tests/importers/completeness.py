"""What every imported transcript keeps to, whatever file it came from."""

from workbench.domain.source import Transcript
from workbench.importers import as_in_file


def squeezed(words: str) -> str:
    """Leave white space out: the only thing in which text + structure may differ from the file."""
    return "".join(words.split())


def keeps_its_promises(transcript: Transcript) -> bool:
    """Check turns and structure against the text; raises where one does not hold."""
    text, turns = transcript.text, transcript.turns
    assert "\n".join(text[turn.start : turn.end] for turn in turns) == text
    assert all(turn.start < turn.end for turn in turns)
    assert not {"\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\0"} & set(text)
    places = [structure.at for structure in transcript.structure]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert len(squeezed(as_in_file(transcript))) == len(squeezed(text)) + sum(
        len(squeezed(structure.words)) for structure in transcript.structure
    )
    return True
