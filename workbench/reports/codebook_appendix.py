"""The codes of a study in a document: what each means, and which nobody used."""

from collections.abc import Sequence

from workbench.reports.contents import CodebookEntry
from workbench.reports.paper import Paper, Table


def codebook_appendix(
    paper: Paper,
    entries: Sequence[CodebookEntry],
    not_used: Sequence[str],
    name: str,
    *,
    title: str,
) -> None:
    """Add the codes with what they mean, and name those nobody used, a family in a line."""
    if not (entries or paper.draft):
        return
    paper.heading(title, level=1)
    if name:
        paper.paragraph(f"We read with {name}.")
    if not entries:
        paper.to_write("the codes we read with and what they mean.")
        return
    several = len({entry.status for entry in entries}) > 1
    paper.table(
        Table(
            ("Code", "What it means"),
            [_entry(entry, with_status=several) for entry in entries],
            caption="The codes we used and what they mean"
            if not_used
            else "The codes and what they mean",
            widths=(5, 11),
        )
    )
    if not_used:
        paper.heading("Codes nobody used", level=2)
        paper.bullets(not_used)


def _entry(entry: CodebookEntry, *, with_status: bool) -> tuple:
    status = f"Status: {entry.status}" if entry.status and with_status else ""
    plain = entry.plain_name if entry.plain_name != entry.name else ""
    return (
        [
            ("Table Text" if entry.depth else "Table Name", f"{entry.key}  {entry.name}"),
            *(("Table Attribution", words) for words in (plain, status) if words),
        ],
        [
            ("Table Text", entry.definition or "Not written yet."),
            *(
                ("Table Attribution", words)
                for words in (
                    f"Use it for: {entry.include_when}" if entry.include_when else "",
                    f"Leave it when: {entry.exclude_when}" if entry.exclude_when else "",
                )
                if words
            ),
        ],
    )
