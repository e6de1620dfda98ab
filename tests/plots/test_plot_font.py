"""The font that ships has what names and sentences need, under its licence and its own name."""

from __future__ import annotations

from functools import cache
from unicodedata import category

import pytest
from fontTools.ttLib import TTFont

import ecocomp as ec
from ecocomp import wording
from ecocomp.standards.indicators import indicators
from tests.contracts.source import PACKAGE

FONT = PACKAGE / "fonts" / "EcocompSansSC-Regular.otf"
LARGEST = 2_000_000


@cache
def known() -> frozenset[int]:
    with TTFont(FONT) as font:
        return frozenset(font.getBestCmap())


def missing(text: str) -> str:
    """The characters without a glyph; ends of lines need none."""
    return "".join(sorted({each for each in text if category(each) != "Cc" and ord(each) not in known()}))


def texts_of(term: object) -> list[str]:
    """Every text of a term of an agreement, however deep."""
    if isinstance(term, str):
        return [term]
    if isinstance(term, dict):
        return [text for key, value in term.items() for each in (key, value) for text in texts_of(each)]
    if isinstance(term, list | tuple):
        return [text for each in term for text in texts_of(each)]
    return []


@pytest.mark.parametrize("name", ec.corpus_names())
def test_every_name_and_text_of_an_agreement_has_its_glyphs(name: str):
    agreement = ec.load_agreement(name)
    texts = texts_of(agreement.text.model_dump(mode="json"))

    assert agreement.title in texts
    assert {agreement.parties[each].name for each in agreement.parties} <= set(texts)
    assert missing("".join(texts)) == ""


def test_every_sentence_of_the_catalogue_has_its_glyphs():
    assert missing("".join(text for pair in wording.catalogue().values() for text in pair)) == ""


def test_every_indicator_and_unit_has_its_glyphs():
    texts = [text for each in indicators().values() for text in (each.chinese, each.english, each.symbol, each.unit)]

    assert missing("".join(each or "" for each in texts)) == ""


def test_rivers_that_older_standards_lack_have_their_glyphs():
    assert missing("洣郪沘浉洺浐瀍濛溇澴㵲洈±²³₀₁≤≥μσ¥ⅠⅡⅢⅣⅤ⁻✗") == ""


def test_what_stands_for_harmful_characters_has_its_glyphs():
    assert missing(wording.printable("a\u202e\n")) == ""
    assert wording.printable("a\u202e\n") == "a�⏎"


def test_a_character_that_is_not_there_is_told():
    assert missing("河\n가") == "가"


def test_the_font_is_small_and_under_its_licence():
    licence = (FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    with TTFont(FONT) as font:
        names = {record.nameID: str(record) for record in font["name"].names}

    assert FONT.stat().st_size < LARGEST
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert names[0].startswith("© 2014-2021 Adobe")
    assert "Noto" not in names[1] + names[4] + names[6]
