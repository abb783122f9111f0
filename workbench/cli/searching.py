"""Searching transcripts from the command line."""

import click

from workbench.cli.asked import Asked, asked


@click.command()
@click.argument("project")
@click.argument("query")
@click.option("--exact", is_flag=True, help="Find a word only as it is typed here.")
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 200))
@asked
def search(how: Asked, project: str, query: str, exact: bool, most: int) -> None:
    """Find words in the transcripts: words, "a phrase", or the beginning of a word with a star.

    An English word is found in its other forms too: go finds went. Words of somebody who said no
    to analysis are left out.
    """
    from workbench.services import searching

    desk = how.desk(project)
    found = searching.search_for(desk, query, exact=exact, most=most, leaving_for="analysis")
    how.answer(
        {
            "project": desk.project.guid,
            "query": query,
            "found": [
                {
                    "source": each.source,
                    "name": each.name,
                    "start": each.span.start,
                    "end": each.span.end,
                    "words": each.words,
                }
                for each in found
            ],
        },
        "\n".join(
            f"{each.name}  {each.span.start}–{each.span.end}\n  {each.excerpt}" for each in found
        )
        or "Nothing found.",
    )
