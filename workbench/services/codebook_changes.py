"""Changing the codebook: add, reword, move, merge, split, retire, each with why and undoable.

No mark is touched here. Where codes are merged or split, each reader is asked about their own
marks (`services.recoding`); until they answer, and if they say so for good, those stay as they
are, under the version they were made under.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from workbench.domain.codebook_change import STAGES, Place, Reason
from workbench.domain.errors import AlreadyThere, NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.services import codebooks, steps
from workbench.services.desks import Desk
from workbench.store import codebook_changes as store
from workbench.store import codebook_passages, codebook_versions, codes, held_back
from workbench.store.project import Writing

CODEBOOK = "codebook"
LONGEST = 4_000
GUIDANCE = ("definition", "include_when", "exclude_when")
NOTHING_SAID = Reason()
# Where a code stands that is under no other.
ON_ITS_OWN, AS_A_VALUE, AS_A_KEY_DECISION = "other", "value", "key_decision"
MOST_PARTS, MOST_EXAMPLES = 8, 12


def may_change(desk: Desk) -> bool:
    """Say whether this viewer looks after the codebook; anybody may add a draft code."""
    return desk.viewer.may("codebook")


def add(
    desk: Desk,
    name: str,
    *,
    under: str = ON_ITS_OWN,
    said: Mapping[str, str] | None = None,
    reason: Reason = NOTHING_SAID,
    marks: Iterable[Guid] = (),
) -> Guid:
    """Add a draft code and give its GUID; anybody in the team may.

    Parameters
    ----------
    under
        The GUID of the code it stands under, or how it stands on its own.
    said
        Plain name, definition, include and exclude, as far as somebody has words for them.
    marks
        Marks that prompted it. Their readers are asked whether those become it.
    """
    with step(desk, None) as w:
        guid = add_in(w, name, under=under, said=said)
        tell(w, "added", reason, codes=[guid], into=[guid], marks=marks)
    return guid


def add_in(
    w: Writing, name: str, *, under: str = ON_ITS_OWN, said: Mapping[str, str] | None = None
) -> Guid:
    """Add a draft code in a transaction that is open; the story of it is the caller's."""
    guid = new_guid()
    name = _free_name(w, name, None)
    told = _told({**(said or {}), "name": name})
    place = _place(w, under)
    store.put(w, guid, store.new_row(w, guid, **{**told, **place}))
    return guid


def reword(
    desk: Desk, code: Guid, said: Mapping[str, str], *, reason: Reason = NOTHING_SAID
) -> bool:
    """Say a code in other words; what `said` leaves out stays. False where nothing differs."""
    with step(desk, "codebook") as w:
        row = _row(w, code)
        told = _told(said)
        if "name" in told:
            told["name"] = _free_name(w, told["name"], code)
            told["plain_name"] = told.get("plain_name") or told["name"]
        after = {**row, **told}
        if after == row:
            return False
        store.put(w, code, after)
        tell(w, "reworded", reason, codes=[code], into=[code])
    return True


def move(desk: Desk, code: Guid, under: str, *, reason: Reason = NOTHING_SAID) -> None:
    """Put a code, with all that stands under it, under another one or on its own."""
    with step(desk, "codebook") as w:
        tree = store.under(w.db, code)
        if under in tree:
            raise NotReadable("A code cannot stand under itself or under one of its own.")
        row, place = _row(w, code), _place(w, under)
        if all(row[name] == place[name] for name in ("parent", "kind")):
            raise AlreadyThere("It stands there already.")
        store.put(w, code, {**row, **place})
        for guid in tree - {code}:
            below = store.row_of(w.db, Guid(guid))
            if below["kind"] != place["kind"]:
                store.put(w, Guid(guid), {**below, "kind": place["kind"]})
        tell(w, "moved", reason, codes=[code], into=[code])


def stage(desk: Desk, code: Guid, to: str, *, reason: Reason = NOTHING_SAID) -> None:
    """Say that a code is a draft, being tried out, or agreed; or take up a retired one again."""
    if to not in STAGES or to == "retired":
        raise NotReadable("There is no such stage of a code.")
    with step(desk, "codebook") as w:
        row = _row(w, code)
        if row["status"] == to:
            raise AlreadyThere(f"That code is {STAGES[to]} already.")
        if row["status"] == "retired":
            _free_name(w, row["name"], code)
        store.put(w, code, {**row, "status": to})
        kind = "returned" if row["status"] == "retired" else "stage"
        tell(w, kind, reason, codes=[code], into=[code])


def retire(desk: Desk, code: Guid, *, reason: Reason = NOTHING_SAID) -> None:
    """Take a code out of use. Its marks stay as they are and can be read as before.

    Codes under it stay in use and move up to where it stood.
    """
    with step(desk, "codebook") as w:
        row = _in_use(w, code)
        _hand_up(w, code, row["parent"], row)
        store.put(w, code, {**row, "status": "retired"})
        tell(w, "retired", reason, codes=[code], into=[code])


def merge(desk: Desk, away: Sequence[Guid], into: Guid, *, reason: Reason = NOTHING_SAID) -> Guid:
    """Merge codes into one that stays. The step of the story that asks readers is returned."""
    away = [code for code in dict.fromkeys(away) if code != into]
    if not away:
        raise NotReadable("Choose another code to merge with this one.")
    with step(desk, "codebook") as w:
        kept = _in_use(w, into)
        for code in away:
            if into in store.under(w.db, code):
                raise NotReadable(
                    f"“{kept['name']}” stands under a code it would be merged with. Move it first."
                )
            row = _in_use(w, code)
            _hand_up(w, code, into, kept)
            store.put(w, code, {**row, "status": "retired"})
        return tell(w, "merged", reason, codes=away, into=[into])


def split(
    desk: Desk,
    code: Guid,
    parts: Sequence[Mapping[str, str]],
    *,
    stays: bool = False,
    reason: Reason = NOTHING_SAID,
) -> Guid:
    """Split a code into new draft codes. The step of the story that asks readers is returned.

    Parameters
    ----------
    parts
        Name and, where there are words for it, guidance of each; two or more, or one or more
        where the code stays.
    stays
        Whether the code itself stays in use, with the parts under it. A code with others under it
        always stays.
    """
    parts = [part for part in parts if part.get("name", "").strip()]
    if not (1 if stays else 2) <= len(parts) <= MOST_PARTS:
        raise NotReadable(
            f"Name the parts: two to {MOST_PARTS}, or one at least where the code itself stays."
        )
    with step(desk, "codebook") as w:
        row = _in_use(w, code)
        stays = stays or bool(store.children(w.db, code))
        new = [new_guid() for _ in parts]
        for number, (guid, part) in enumerate(zip(new, parts, strict=True), 1):
            told = _told(part)
            told["name"] = _free_name(w, told["name"], None if stays else code)
            told["plain_name"] = told.get("plain_name") or told["name"]
            made = store.new_row(w, guid, **told)
            made["parent"] = code if stays else row["parent"]
            made["kind"] = row["kind"]
            # A part of a value of the pyramid is a value too, and stands nowhere in it.
            made["position"] = row["position"] + number / (MOST_PARTS + 2)
            store.put(w, guid, made)
            row = store.row_of(w.db, code)
        if not stays:
            store.put(w, code, {**row, "status": "retired"})
        return tell(w, "split", reason, codes=[code], into=new)


def name_version(desk: Desk, label: str, status: str, *, reason: Reason = NOTHING_SAID) -> Guid:
    """Give the codebook as it stands a name and a stage, such as “after the first day”."""
    label = codebooks.checked_name(label)
    if status not in STAGES or status == "retired":
        raise NotReadable("There is no such stage of a codebook.")
    with step(desk, "codebook") as w:
        version = codebook_versions.keep(w, label=label, status=status)
        tell(w, "named", reason, version=version)
    return version


def examples(desk: Desk, code: Guid, passages: Iterable[Place]) -> None:
    """Say which passages are examples of a code, instead of those that were."""
    chosen = list(dict.fromkeys(passages))
    if len(chosen) > MOST_EXAMPLES:
        raise NotReadable(f"A code may have {MOST_EXAMPLES} examples. Take one away first.")
    with step(desk, "codebook") as w:
        _row(w, code)
        codebook_passages.put(w, code, chosen)


def say_why(desk: Desk, change: Guid, reason: Reason) -> None:
    """Say afterwards, or in other words, why a step was taken."""
    with step(desk, "codebook") as w:
        store.say_why(
            w,
            change,
            why=_words(reason.why),
            asked_by=_words(reason.asked_by),
            decision=reason.decision,
        )


def undo(desk: Desk) -> None:
    """Take back one's own last change of the codebook."""
    steps.undo(desk, CODEBOOK, job=None)


def redo(desk: Desk) -> None:
    """Make again the change one last took back."""
    steps.redo(desk, CODEBOOK, job=None)


@contextmanager
def step(desk: Desk, job: str | None) -> Iterator[Writing]:
    """One undoable change, with the codebook as it stood before it kept as a version.

    `job` is None where everybody in the team may make it.
    """
    if desk.viewer.person is None and job is not None:
        # The command line in nobody's name: there is nobody who could take it back.
        desk.viewer.must(job)
        with desk.project.writing(None) as w:
            codebook_versions.keep(w)
            yield w
        return
    with steps.step(desk, CODEBOOK, job=job) as w:
        codebook_versions.keep(w)
        yield w


def tell(
    w: Writing,
    kind: str,
    reason: Reason,
    *,
    codes: Iterable[Guid] = (),
    into: Iterable[Guid] = (),
    marks: Iterable[Guid] = (),
    version: Guid | None = None,
) -> Guid:
    """Write one step of the story in a change that is open, and give its GUID."""
    guid = new_guid()
    store.tell(
        w,
        guid,
        kind,
        why=_words(reason.why),
        asked_by=_words(reason.asked_by),
        decision=reason.decision,
        codes=codes,
        into=into,
        marks=marks,
        version=version,
    )
    codebook_passages.put(w, guid, reason.passages)
    return guid


def _in_use(w: Writing, code: Guid) -> dict:
    row = _row(w, code)
    if row["status"] == "retired":
        raise NotFound(f"“{row['name']}” is retired already. Take it up again first.")
    return row


def _row(w: Writing, code: Guid) -> dict:
    """A code anybody may know of; one that is held back is not there for this page yet."""
    if held_back.held_by(w.db, code) is not None:
        raise NotFound("That code is not in this study’s codebook any more.")
    return store.row_of(w.db, code)


def _hand_up(w: Writing, code: Guid, to: str | None, above: dict) -> None:
    """Put what stands right under a code under another one."""
    for child in store.children(w.db, code):
        for guid in store.under(w.db, Guid(child["guid"])):
            below = store.row_of(w.db, Guid(guid))
            parent = to if guid == child["guid"] else below["parent"]
            after = {**below, "parent": parent, "kind": above["kind"]}
            if after != below:
                store.put(w, Guid(guid), after)


def _place(w: Writing, under: str) -> dict:
    """Parent, kind and place among the others of a code that is put somewhere."""
    if under in (ON_ITS_OWN, AS_A_VALUE, AS_A_KEY_DECISION):
        last = w.db.execute("select coalesce(max(position), -1) from codes").fetchone()[0]
        return {"parent": None, "kind": under, "level": None, "position": last + 1}
    above = _in_use(w, Guid(under))
    below = store.children(w.db, Guid(under))
    last = below[-1]["position"] if below else above["position"]
    return {"parent": under, "kind": above["kind"], "level": None, "position": last + 0.5}


def _free_name(w: Writing, name: str, own: Guid | None) -> str:
    """Check a name that no other code in use may have."""
    wanted = codebooks.checked_name(name)
    same = wanted.casefold()
    for code in codes.all_codes(w.db, w.person):
        taken = same in (code.name.casefold(), code.plain_name.casefold())
        if taken and code.guid != own and code.status != "retired":
            raise AlreadyThere(f"There is already a code called “{code.name}”. Choose another.")
    codebooks.refuse_lookalike(
        wanted, (code for code in codes.all_codes(w.db, w.person) if code.guid != own)
    )
    return wanted


def _told(said: Mapping[str, str]) -> dict[str, str]:
    known = ("name", "plain_name", *GUIDANCE)
    unknown = set(said) - set(known)
    if unknown:
        raise NotReadable("That is nothing that can be said of a code.")
    told = {part: _words(words) for part, words in said.items()}
    if told.get("plain_name"):
        told["plain_name"] = codebooks.checked_name(told["plain_name"])
    return told


def _words(words: str) -> str:
    words = words.strip()
    if len(words) > LONGEST:
        raise NotReadable(f"That is longer than {LONGEST:,} characters. Make it shorter.")
    if "\0" in words or any("\ud800" <= letter <= "\udfff" for letter in words):
        raise NotReadable("It holds a character that cannot be kept. Take it out and try again.")
    return words
