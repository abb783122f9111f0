"""Sentences for whoever imports a file: what was left out of the text, and what to look at."""

ON_PAGES = (
    "What stands at the head and foot of the pages was left out of the text; it is kept beside it."
)


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many there are: “1 footnote”, “3 footnotes”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def kept_beside(number: int, one: str, many: str = "") -> str:
    """Say that some things in a file are no part of what was said."""
    if number == 1:
        return (
            f"1 {one} is not part of the conversation and was left out of the text; "
            "it is kept beside it."
        )
    return (
        f"{counted(number, one, many)} are not part of the conversation and were left out of the "
        "text; they are kept beside it."
    )


def stand_without_speaker(number: int, where: str, one: str = "paragraph") -> str:
    """Say that some words have nobody to their name; `where` ends as in “paragraphs stand …”."""
    if number == 1:
        return f"1 {one} stands {where}; it is in the text without a speaker."
    return f"{counted(number, one)} stand {where}; they are in the text without a speaker."
