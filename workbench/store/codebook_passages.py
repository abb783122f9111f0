"""Places in transcripts that a code, a change or a card sort rests on; the words stay in the text.

They are carried over to later versions of a text as marks are, and go with the words.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sqlite_utils import Database

from workbench.domain.codebook_change import Place
from workbench.domain.ids import Guid, new_guid
from workbench.domain.span import Span
from workbench.store import places, sources
from workbench.store.database import rows
from workbench.store.project import Writing

CHANGES = ("codebook_passages_put",)
NONE: Mapping[Place, Guid] = MappingProxyType({})


def of(db: Database, thing: Guid) -> list[tuple[Guid, Place]]:
    """The passages something rests on, in order, each with its own GUID.

    One whose words are gone from the text is not among them.
    """
    return [
        (Guid(row["guid"]), Place(Guid(row["source"]), Span(row["start"], row["end"])))
        for row in rows(
            db,
            'select c.guid, c.source, p.start, p."end" from codebook_passages c'
            " join places p on p.object = c.guid and p.version = (select guid from"
            " source_versions where source = c.source order by number desc limit 1)"
            " where c.object = ? order by c.position",
            thing,
        )
    ]


def put(
    w: Writing, thing: Guid, passages: Iterable[Place], *, called: Mapping[Place, Guid] = NONE
) -> None:
    """Say which passages something rests on, instead of those it rested on.

    One that it rested on already keeps its GUID.

    Parameters
    ----------
    called
        GUIDs to give to some of them, as they had them before.
    """
    there = of(w.db, thing)
    known = {**called, **{place: guid for guid, place in there}}
    gone = rows(w.db, "select guid from codebook_passages where object = ?", thing)
    w.db.execute("delete from codebook_passages where object = ?", (thing,))
    places.forget(w, [row["guid"] for row in gone])
    for number, place in enumerate(dict.fromkeys(passages)):
        version = sources.current_version(w.db, place.source)
        if version is None:
            continue  # the transcript was withdrawn meanwhile
        guid = known.get(place) or new_guid()
        w.db.execute(
            "insert into codebook_passages values (?, ?, ?, ?)",
            (guid, thing, place.source, number),
        )
        places.put(w, guid, version["guid"], place.span)
    before, after = _plain(there), _plain(of(w.db, thing))
    if before != after:
        w.record("codebook_passages_put", "passages", thing, before=before, after=after)


def set_back(w: Writing, kind: str, thing: Guid, *, now: dict | None, to: dict | None) -> None:
    """Let something rest on the passages it rested on, as far as their words are still there."""
    called = {
        Place(Guid(source), Span(start, end)): Guid(guid)
        for guid, source, start, end in (to or {}).get("passages", ())
        if _fits(w.db, Guid(source), end)
    }
    put(w, thing, called, called=called)


def forget_lost(w: Writing, source: Guid) -> None:
    """Delete those whose words have been taken out of a text for good."""
    w.db.execute(
        "delete from codebook_passages where source = ?1 and guid not in"
        " (select object from places where version ="
        " (select guid from source_versions where source = ?1"
        " order by number desc limit 1))",
        (source,),
    )


def _plain(found: list[tuple[Guid, Place]]) -> dict:
    told = [[guid, place.source, place.span.start, place.span.end] for guid, place in found]
    return {"passages": told}


def _fits(db: Database, source: Guid, end: int) -> bool:
    version = sources.current_version(db, source)
    return version is not None and end <= len(version["text"])
