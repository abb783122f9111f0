"""Codebook files: given out and read back with every id, and taken in without overwriting."""

from pathlib import Path

import pytest
from lxml import etree

from tests.builders import Study, small_study
from workbench.domain.errors import NotAllowed, NotReadable, UnreadableFile
from workbench.importers import codebook_qdc, codebook_yaml
from workbench.services import codebook_changes as changing
from workbench.services import codebook_files
from workbench.store import checks, codes

TAGUETTE = (
    b'<?xml version="1.0" encoding="utf-8"?>\n'
    b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.4.1"><Codes>'
    b'<Code guid="098AC082-A9C7-50F4-9728-48730081A95E" name="Kitchen" isCodable="true"/>'
    b'<Code guid="{A2209CFF-8E89-5B0A-A7B0-CDDC4BE92936}" name="Talk" isCodable="false">'
    b"<Description>What is said over tea.</Description>"
    b'<Code guid="DD1B8AD4-9B6E-5BE2-BD0B-FDE7DEAFDDA4" name="Tea talk" isCodable="true"/>'
    b"</Code></Codes><Sets/></CodeBook>"
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path / "workspace")
    ada = study.desk("Ada")
    under = changing.add(ada, "Tea & <biscuits>", under=study.code("SA1"))
    changing.reword(ada, under, {"definition": "One line\nand another", "exclude_when": "Cake"})
    changing.stage(ada, study.code("SA2"), "agreed")
    return study


def test_yaml_keeps_every_key_name_and_word(study: Study) -> None:
    name, data = codebook_files.give_out(study.desk("Ada"), "yaml")
    assert name == "small-study-codebook-v4.yaml"
    book = codebook_yaml.read_codebook(name, data)
    here = codes.all_codes(study.desk("Ada").project.db)

    def told(code: object) -> list:
        parts = ("key", "name", "plain_name", "parent", "kind", "level", "definition",
                 "include_when", "exclude_when", "seed_phrase", "status")  # fmt: skip
        return [" ".join(str(getattr(code, part)).split()) for part in parts]

    assert sorted(map(told, book.codes)) == sorted(map(told, here))


def test_qdc_keeps_every_guid_and_is_what_the_schema_asks_for(study: Study) -> None:
    changing.retire(study.desk("Ada"), study.code("SA3"))
    name, data = codebook_files.give_out(study.desk("Ada"), "qdc")
    book = codebook_qdc.read_codebook(name, data)
    here = [
        code for code in codes.all_codes(study.desk("Ada").project.db) if code.status != "retired"
    ]
    said = ("guid", "name", "plain_name", "include_when", "exclude_when")
    assert [[" ".join(getattr(one, part).split()) for part in said] for one in book.codes] == [
        [" ".join(getattr(one, part).split()) for part in said] for one in here
    ]
    root = etree.fromstring(data)
    assert root.tag == "{urn:QDA-XML:codebook:1.0}CodeBook"
    for code in root.iter("{urn:QDA-XML:codebook:1.0}Code"):
        assert {"guid", "name", "isCodable", "color"} == set(code.attrib)
        order = [etree.QName(part).localname for part in code]
        assert order == sorted(order, key=lambda part: part != "Description")


def test_another_programs_codebook_comes_in_with_its_ids_and_goes_again(study: Study) -> None:
    ada = study.desk("Ada")
    before = codes.all_codes(ada.project.db)
    taken = codebook_files.take_in(ada, "tea.qdc", TAGUETTE)
    assert (taken.added, taken.filled, taken.alike) == (3, 0, 0)
    made = {code.name: code for code in codes.all_codes(ada.project.db)[len(before) :]}
    assert made["Kitchen"].guid == "098ac082-a9c7-50f4-9728-48730081a95e"
    assert made["Talk"].definition == "What is said over tea."
    assert made["Tea talk"].parent == made["Talk"].key
    assert checks.troubles(ada.project) == []
    with pytest.raises(NotReadable, match="is new here"):
        codebook_files.take_in(ada, "tea.qdc", TAGUETTE)
    changing.undo(ada)
    assert codes.all_codes(ada.project.db) == before


def test_a_file_fills_in_and_never_overwrites(study: Study) -> None:
    ada = study.desk("Ada")
    file = (
        b"key: ours\nname: Ours\nvalues:\n- key: SA\n  name: Safety\n  definition: Otherwise\n"
        b"  codes:\n  - key: SA9\n    name: Doors\n  - key: N1\n    name: Tea and biscuits\n"
        b"    include_when: With cups\n"
    )
    taken = codebook_files.take_in(ada, "ours.yaml", file)
    assert (taken.added, taken.filled, taken.otherwise) == (1, 1, ("Safety",))
    here = {code.key: code for code in codes.all_codes(ada.project.db)}
    assert here["SA"].definition != "Otherwise"
    assert (here["SA9"].parent, here["SA9"].kind, here["SA9"].status) == ("SA", "value", "draft")
    assert here["N1"].name == "Tea & <biscuits>"
    assert here["N1"].include_when == "With cups"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<CodeBook", "damaged"),
        (b"<CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes/></CodeBook>", "no codes"),
        (TAGUETTE.replace(b'name="Kitchen"', b'name=" "'), "without a name"),
        (TAGUETTE.replace(b"DD1B8AD4-9B6E-5BE2-BD0B-FDE7DEAFDDA4",
                          b"098AC082-A9C7-50F4-9728-48730081A95E"), "one identifier"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><CodeBook><Codes>&a;</Codes></CodeBook>', "entities"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_and_changes_nothing(study: Study, data: bytes, why: str) -> None:
    ada = study.desk("Ada")
    before = codes.all_codes(ada.project.db)
    with pytest.raises(UnreadableFile, match=why):
        codebook_files.take_in(ada, "bad.qdc", data)
    assert codes.all_codes(ada.project.db) == before
    with pytest.raises(NotAllowed):
        codebook_files.take_in(study.desk("Ben"), "tea.qdc", TAGUETTE)
