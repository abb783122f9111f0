"""How this knowledge was produced, gathered from what the team told and decided."""

from workbench.domain.codebook_change import CHANGES
from workbench.domain.deciding import Decision
from workbench.reports import contents as paper
from workbench.services import deciding, evenness, notes, projects, prose, together
from workbench.services.desks import Desk
from workbench.services.material import Material
from workbench.store import codebook_changes, codes, visible
from workbench.store import perspectives as perspective_store
from workbench.store.rounds import FINISHED

PRODUCED_DOCUMENT = "produced"


def produced(material: Material, codebook: str) -> paper.Produced:
    """Gather the section no summary goes without."""
    desk = material.desk
    db = desk.project.db
    wrote = prose.written(desk, PRODUCED_DOCUMENT)
    shared = perspective_store.for_reports(db)
    return paper.Produced(
        who_we_are=wrote.get("who_we_are", ""),
        perspectives=tuple(row["words"] for row in shared),
        some_not_said=len({row["person"] for row in shared}) < len(projects.members(desk)),
        from_notebooks=tuple(
            (each["words"], each["by"])
            for each in notes.for_documents(desk, purpose=material.purpose)
        ),
        parts=tuple(paper.Part(*row) for row in evenness.for_documents(desk)),
        parts_shaped=wrote.get("parts_shaped", ""),
        decisions=decisions(desk),
        rounds=_rounds(material),
        how_we_read="\n\n".join(
            filter(
                None,
                (
                    f"{len(material.listed)} transcripts were taken in. Readers marked words in "
                    f"them against the codebook “{codebook}”; each mark is one person’s reading "
                    "and was changed by nobody else.",
                    _days(desk),
                    wrote.get("how_we_read", ""),
                ),
            )
        ),
        differences=len(material.differing),
        what_it_taught=wrote.get("what_it_taught", ""),
        framework=wrote.get("framework", ""),
        looked_after=wrote.get("looked_after", ""),
        reflection=wrote.get("reflection", ""),
        codebook=codebook,
        changes=changes(desk),
    )


def _days(desk: Desk) -> str:
    """Say how often the team read together; nothing where it never did."""
    days = sum(day.opened for day in together.listed(desk))
    if not days:
        return ""
    return (
        f"On {days} {'day' if days == 1 else 'days'} we opened our readings together and talked "
        "about them, place by place."
    )


def decisions(desk: Desk) -> tuple[paper.Decision, ...]:
    """What the team decided, oldest first, with who saw it differently as they worded it."""
    return tuple(_decision(each) for each in reversed(deciding.listed(desk)))


def changes(desk: Desk) -> tuple[paper.CodebookChange, ...]:
    """How the framework changed, oldest first: what, why, and who asked."""
    db = desk.project.db
    names = {code.guid: code.name for code in codes.all_codes(db)}
    told = []
    for change in codebook_changes.story(db):
        about = ", ".join(f"“{names[code]}”" for code in change.codes if code in names)
        into = ", ".join(f"“{names[code]}”" for code in change.into if code in names)
        if not about and not into:
            continue
        what = f"{about or into} {CHANGES.get(change.kind, change.kind)}"
        if about and into and into != about:
            what += f" into {into}"
        asked = f"Asked for by {change.asked_by}." if change.asked_by else ""
        told.append(paper.CodebookChange(what, " ".join(filter(None, (change.why, asked)))))
    return tuple(told)


def _decision(each: Decision) -> paper.Decision:
    dissent = "\n\n".join(f"{said.by}: {said.words}" for said in each.said("dissent"))
    there = "\n\n".join(
        f"{words}: {', '.join(people)}"
        for presence, words in (
            ("there", "There"),
            ("another_way", "Joined another way"),
            ("could_not", "Could not come"),
        )
        if (people := each.people(presence))
    )
    return paper.Decision(
        question="; ".join(said.words for said in each.said("option")),
        settled=each.sentence + (" (decided by one person)" if each.alone else ""),
        seen_differently=dissent,
        there=there,
        changed=" ".join(said.words for said in each.said("changed")),
    )


def _rounds(material: Material) -> tuple[paper.RoundRow, ...]:
    """What was read in each round; nothing of one that has not been opened yet."""
    desk = material.desk
    states = visible.reading_states(desk.project, desk.viewer)
    return tuple(
        paper.RoundRow(
            row["name"],
            "Open: readers could see each other’s marks"
            if row["kind"] == "open"
            else "Read on our own first, then opened together",
            sum((row["guid"], source) in states for source in material.listed),
            sum(
                any(
                    far.of_the_whole in FINISHED
                    for far in states.get((row["guid"], source), {}).values()
                )
                for source in material.listed
            ),
        )
        for row in visible.coding_rounds(desk.project, desk.viewer)
    )
