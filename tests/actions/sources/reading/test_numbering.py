from __future__ import annotations

from docx.oxml.parser import parse_xml

from actions.sources.reading.numbering import Numbering, letters, roman
from tests.actions.sources.reading.files import WORD, numbering


def test_levels_count_and_begin_anew_under_the_one_above() -> None:
    lists = Numbering(parse_xml(numbering(("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)"))))
    shown = [lists.next("1", level) for level in (0, 1, 1, 2, 2, 1, 0, 1)]
    assert shown == ["Điều 1.", "1.", "2.", "a)", "b)", "3.", "Điều 2.", "1."]


def test_a_list_may_begin_elsewhere_and_quote_the_level_above() -> None:
    override = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    xml = numbering(("decimal", "%1."), ("decimal", "%1.%2.")).replace(
        "</w:numbering>", f"{override}</w:lvlOverride></w:num></w:numbering>"
    )
    lists = Numbering(parse_xml(xml))
    assert [lists.next("1", 0), lists.next("1", 1), lists.next("2", 0), lists.next("2", 1)] == [
        "1.",
        "1.1.",
        "5.",
        "5.1.",
    ]


def test_what_is_no_list_has_no_number() -> None:
    assert Numbering(None).next("1", 0) == ""
    assert Numbering(parse_xml(f'<w:numbering xmlns:w="{WORD}"/>')).level_of_style("x") is None


def test_numbers_are_written_as_word_writes_them() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40)] == ["i", "iv", "ix", "xiv", "xl"]
    assert [letters(n) for n in (1, 26, 27)] == ["a", "z", "aa"]
