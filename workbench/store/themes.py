"""Themes as they are kept: what each gathers, and its quotations with their places in the texts.

A value's section has the GUID of the value's code and needs no row of its own.
"""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.domain.span import Span
from workbench.domain.theme import Check, ChosenQuotation, Piece, Theme
from workbench.store import places
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("theme_kept", "theme_quotation_kept", "quotation_checked")


def own(db: Database) -> list[Theme]:
    """Every theme of the team's own, in their order."""
    return [
        Theme(
            Guid(row["guid"]),
            row["title"],
            None,
            codes_of(db, row["guid"]),
            decisions_of(db, row["guid"]),
            row["discussion"],
        )
        for row in rows(db, "select * from themes order by position, rowid")
    ]


def codes_of(db: Database, theme: str) -> tuple[Guid, ...]:
    """The codes a theme gathers, beside those under its value."""
    return tuple(
        Guid(row["code"])
        for row in rows(db, "select code from theme_codes where theme = ? order by code", theme)
    )


def decisions_of(db: Database, theme: str) -> tuple[Guid, ...]:
    """The decisions a theme rests on."""
    found = rows(db, "select decision from theme_decisions where theme = ?", theme)
    return tuple(Guid(row["decision"]) for row in found)


def keep(w: Writing, guid: Guid, to: dict | None) -> None:
    """Keep a theme: title, position, codes, decisions, discussion; None takes it away.

    What was written in it, and its quotations, stay for an undo and are reached by nobody.
    """
    before = _state(w.db, guid)
    if to == before:
        return
    for table in ("theme_codes", "theme_decisions"):
        w.db.execute(f"delete from {table} where theme = ?", (guid,))
    w.db.execute("delete from themes where guid = ?", (guid,))
    if to is not None:
        if to["title"]:
            w.db.execute(
                "insert into themes values (?, ?, ?, ?, ?)",
                (guid, to["position"], to["title"], to["discussion"], w.at),
            )
        for code in dict.fromkeys(to["codes"]):
            w.db.execute(
                "insert into theme_codes select ?, guid from codes where guid = ?", (guid, code)
            )
        w.db.conn.executemany(
            "insert into theme_decisions values (?, ?)",
            [(guid, each) for each in dict.fromkeys(to["decisions"])],
        )
    w.record("theme_kept", "theme", guid, before=before, after=_state(w.db, guid))


def state_of(db: Database, guid: Guid) -> dict:
    """A theme as `keep` takes it; of a value's section that gathers nothing, an empty one."""
    return _state(db, guid) or {
        "title": "", "position": 0, "codes": [], "decisions": [], "discussion": "",
    }  # fmt: skip


def next_position(db: Database) -> int:
    """The place after the last theme."""
    return db.execute("select coalesce(max(position), 0) + 1 from themes").fetchone()[0]


def quotations(
    db: Database, *, theme: str | None = None, source: str | None = None
) -> list[ChosenQuotation]:
    """Quotations in their order, at their places in the newest version of each text.

    One too few of whose words were left by a correction has no place there and is not among them.
    """
    found = rows(
        db,
        'select q.*, v.guid as version, p.start, p."end" from theme_quotations q'
        " join source_versions v on v.source = q.source and v.number ="
        " (select max(number) from source_versions where source = q.source)"
        " join places p on p.object = q.guid and p.version = v.guid"
        " where (? is null or q.theme = ?) and (? is null or q.source = ?)"
        " order by q.theme, q.part, q.position, q.rowid",
        theme,
        theme,
        source,
        source,
    )
    return [_as_quotation(db, row) for row in found]


def last_position(db: Database, theme: str, part: str) -> int:
    """The position of the last quotation in one place of a theme; 0 where there is none."""
    return db.execute(
        "select coalesce(max(position), 0) from theme_quotations where theme = ? and part = ?",
        (theme, part),
    ).fetchone()[0]


def quotation(db: Database, guid: str) -> ChosenQuotation:
    """One quotation; `NotFound` where it is not, or is no longer, there."""
    found = one(db, "select source from theme_quotations where guid = ?", guid)
    own = quotations(db, source=found["source"]) if found else []
    one_of_them = next((each for each in own if each.guid == guid), None)
    if one_of_them is None:
        raise NotFound("That quotation is no longer there.")
    return one_of_them


def choose(w: Writing, chosen: ChosenQuotation, version: str) -> None:
    """Put a new quotation into a theme, at its place in one version of the text."""
    places.put(w, chosen.guid, version, chosen.span)
    for piece in chosen.pieces:
        places.put(w, piece.guid, version, piece.span)
    last = last_position(w.db, chosen.theme, chosen.part)
    _put(w, chosen.guid, {**_quotation_row(chosen), "position": last + 1})


def change(w: Writing, guid: Guid, **to: object) -> None:
    """Change where a quotation stands or what of it is printed: part, position, pieces, ending."""
    before = _kept(w.db, guid)
    if before is None:
        raise NotFound("That quotation is no longer there.")
    _put(w, guid, {**before, **to})


def trim(
    w: Writing, chosen: ChosenQuotation, pieces: Iterable[Piece], ending: str, version: str
) -> None:
    """Print other stretches of a quotation; what was checked was checked of the earlier ones."""
    pieces = tuple(pieces)
    for piece in pieces:
        places.put(w, piece.guid, version, piece.span)
    change(w, chosen.guid, pieces=_pieces(pieces), ending=ending)
    forget_checks(w, chosen.guid)


def remove(w: Writing, guid: Guid) -> None:
    """Take a quotation out of a theme; its place stays, since an undo may bring it back."""
    if _kept(w.db, guid) is None:
        raise NotFound("That quotation is no longer there.")
    _put(w, guid, None)


def checks(db: Database) -> dict[str, tuple[Check, ...]]:
    """Who has looked at which quotation, and what they said."""
    found: dict[str, tuple[Check, ...]] = {}
    for row in rows(db, "select * from quotation_checks order by made_at, person"):
        check = Check(Guid(row["person"]), tuple(row["tells"].split()), row["words"])
        found[row["quotation"]] = (*found.get(row["quotation"], ()), check)
    return found


def check(w: Writing, guid: Guid, tells: Iterable[str] | None, words: str) -> None:
    """Say in one's own name what one found in a quotation; None takes that back."""
    kept = _kept(w.db, guid)
    if kept is None:
        raise NotFound("That quotation is no longer there.")
    before = _checked(w.db, guid, w.person)
    after = (
        None
        if tells is None
        else {"quotation": guid, "person": w.person, "tells": " ".join(tells), "words": words}
    )
    _put_check(w, guid, w.person, after)
    w.record(
        "quotation_checked", "theme_quotation", guid, source=kept["source"],
        before=before, after=after,
    )  # fmt: skip


def forget_checks(w: Writing, guid: Guid) -> None:
    """Forget that anybody looked at a quotation, whose words are others now."""
    w.db.execute("delete from quotation_checks where quotation = ?", (guid,))


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Give a theme or a quotation an earlier or later state, unless it was changed since."""
    if kind == "theme_kept":
        if _state(w.db, guid) != now:
            raise NotFound("That is no longer as it was left.")
        keep(w, guid, to)
    elif kind == "quotation_checked":
        person = (now or to or {})["person"]
        if _checked(w.db, guid, person) != now or _kept(w.db, guid) is None:
            raise NotFound("That is no longer as it was left.")
        _put_check(w, guid, person, to)
    else:
        if _kept(w.db, guid) != now:
            raise NotFound("That is no longer as it was left.")
        if to and not one(w.db, "select 1 from sources where guid = ?", to["source"]):
            raise NotFound("That transcript is no longer there.")
        _put(w, guid, to)


def forget_touched(w: Writing, source: str, spans: Iterable[Span]) -> None:
    """Take out, for good, quotations of a transcript that touch any of some stretches."""
    spans = list(spans)
    for each in quotations(w.db, source=source):
        if any(each.span.overlaps(span) for span in spans):
            forget(w, each)


def forget_lost(w: Writing, source: str) -> None:
    """Take out, for good, quotations whose words a correction has taken out of a text.

    Where its earlier versions are gone, nothing brings them back, and what somebody put in
    brackets or gave as a reason would stay unseen.
    """
    for row in rows(
        w.db,
        "select guid, pieces from theme_quotations where source = ?1 and guid not in"
        " (select object from places where version = (select guid from source_versions"
        " where source = ?1 order by number desc limit 1))",
        source,
    ):
        w.db.execute("delete from theme_quotations where guid = ?", (row["guid"],))
        places.forget(w, [row["guid"], *(piece for piece, _ in json.loads(row["pieces"]))])


def forget(w: Writing, each: ChosenQuotation) -> None:
    """Take a quotation out for good, with its places; what history held of it is erased apart."""
    w.db.execute("delete from theme_quotations where guid = ?", (each.guid,))
    places.forget(w, [each.guid, *(piece.guid for piece in each.pieces)])


def _put(w: Writing, guid: Guid, to: dict | None) -> None:
    before = _kept(w.db, guid)
    if to and before:
        w.db.execute(
            "update theme_quotations set theme = :theme, part = :part, position = :position,"
            " pieces = :pieces, ending = :ending where guid = :guid",
            to,
        )
    elif to:
        w.db.execute(
            "insert into theme_quotations (guid, theme, part, source, position, pieces, ending)"
            " values (:guid, :theme, :part, :source, :position, :pieces, :ending)",
            to,
        )
    else:
        w.db.execute("delete from theme_quotations where guid = ?", (guid,))
    w.record(
        "theme_quotation_kept", "theme_quotation", guid, source=(before or to or {})["source"],
        before=before, after=to,
    )  # fmt: skip


def _put_check(w: Writing, guid: Guid, person: str | None, to: dict | None) -> None:
    w.db.execute(
        "delete from quotation_checks where quotation = ? and person is ?", (guid, person)
    )
    if to:
        w.db.execute(
            "insert into quotation_checks values (:quotation, :person, :tells, :words, :at)",
            {**to, "at": w.at},
        )


def _checked(db: Database, guid: Guid, person: str | None) -> dict | None:
    return one(
        db,
        "select quotation, person, tells, words from quotation_checks"
        " where quotation = ? and person is ?",
        guid,
        person,
    )


def _kept(db: Database, guid: str) -> dict | None:
    return one(db, "select * from theme_quotations where guid = ?", guid)


def _quotation_row(chosen: ChosenQuotation) -> dict:
    return {
        "guid": chosen.guid,
        "theme": chosen.theme,
        "part": chosen.part,
        "source": chosen.source,
        "pieces": _pieces(chosen.pieces),
        "ending": chosen.ending,
    }


def _pieces(pieces: Iterable[Piece]) -> str:
    return json.dumps([[piece.guid, piece.before] for piece in pieces], ensure_ascii=False)


def _as_quotation(db: Database, row: dict) -> ChosenQuotation:
    pieces = []
    for guid, before in json.loads(row["pieces"]):
        at = one(
            db,
            'select start, "end" from places where object = ? and version = ?',
            guid,
            row["version"],
        )
        if at:
            pieces.append(Piece(Guid(guid), Span(at["start"], at["end"]), before))
    return ChosenQuotation(
        Guid(row["guid"]),
        Guid(row["theme"]),
        row["part"],
        Guid(row["source"]),
        Span(row["start"], row["end"]),
        tuple(pieces),
        row["ending"],
    )


def _state(db: Database, guid: str) -> dict | None:
    row = one(db, "select title, position, discussion from themes where guid = ?", guid)
    codes, decisions = list(codes_of(db, guid)), list(decisions_of(db, guid))
    if row is None and not codes and not decisions:
        return None
    row = row or {"title": "", "position": 0, "discussion": ""}
    return {**row, "codes": codes, "decisions": decisions}
