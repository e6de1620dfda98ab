"""The same by LibreOffice, where it is installed: agreements that have every function of the corpus, in one call."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.formula.tree import Call, Node, Operation, walk
from tests.workbook.support import book_bytes, cells_of, mismatches, random_settlement, with_wrong_caches

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
#: Written into a profile of its own: work out every formula of a workbook when it is opened, whatever it was made by.
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
 oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"
><value>0</value></prop></item></oor:items>
"""
SEED = 5
#: One start for all of them takes a minute, or several on a busy machine.
LONGEST = 600


def covering() -> list[str]:
    """The flagship, and of all others those with something that none before them has."""
    seen: set[str] = set()
    found: list[str] = []
    for name in ("fuli-river", *ec.corpus_names()):
        checked = ec.load_agreement(name).checked
        trees = [each.tree for each in (*checked.rules.values(), *checked.amounts.values(), *checked.caps)]
        own = {kind for tree in trees for kind in kinds(tree)}
        if not own <= seen:
            seen |= own
            found.append(name)
    return found


def kinds(tree: Node) -> set[str]:
    """The functions and operators of a formula, and the axes along which they go."""
    found: set[str] = set()
    for each in walk(tree):
        if isinstance(each, Call):
            found.add(f"{each.function} {each.words.get('axis', '')}")
        elif isinstance(each, Operation):
            found.add(each.operator)
    return found


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.timeout(LONGEST)
def test_libreoffice_works_out_what_was_settled(tmp_path: Path) -> None:
    assert OFFICE is not None
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    settlements = {name: random_settlement(name, SEED)[0] for name in covering()}
    for name, settlement in settlements.items():
        (tmp_path / f"{name}.xlsx").write_bytes(with_wrong_caches(book_bytes(settlement)))
    files = [str(tmp_path / f"{name}.xlsx") for name in settlements]
    home = f"-env:UserInstallation={profile.as_uri()}"
    command = [OFFICE, home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out"]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=LONGEST - 60)
    wrong = {
        name: found
        for name, settlement in settlements.items()
        if (found := list(mismatches(settlement, cells_of((tmp_path / "out" / f"{name}.xlsx").read_bytes()))))
    }
    assert wrong == {}
