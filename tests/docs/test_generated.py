"""What docs/generate.py writes is current; if not, run ``python docs/generate.py`` and look at what changed."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.formula.functions import EXTREMES, FUNCTIONS
from tests.docs.support import DOCS, code, page, pages


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", [name for name in pages() if "/" not in name])
def test_the_generated_parts_of_the_page_are_current(name: str):
    assert generator().renewed(DOCS / name) == page(name)


def test_the_schema_is_current():
    assert generator().schema_text() == page("agreement.schema.json")


@pytest.mark.parametrize("name", ["formula-language.md", "formula-language.zh.md"])
def test_every_function_and_name_of_the_language_is_on_the_page(name: str):
    words = {each.split("(")[0] for each in code(page(name))}

    assert {*FUNCTIONS, *EXTREMES, *BUILTINS} - words == set()


def test_every_function_has_its_rules_of_axes_and_units():
    assert set(generator().RULES) == {*FUNCTIONS, *EXTREMES}
