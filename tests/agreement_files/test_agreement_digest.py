"""The digest says whether two files are the same agreement."""

from __future__ import annotations

import pickle
import random

import pytest
import yaml

import ecocomp as ec
from tests.agreement_files.support import VALID, changed

SAME = {
    "comments": VALID.replace("rules:\n", "# 说明\nrules:   # 规则\n"),
    "blank lines": VALID.replace("parameters:\n", "\n\nparameters:\n"),
    "flow and block": VALID.replace(
        "  price: {title: 单价, unit: 万元, value: 10}", "  price:\n    title: 单价\n    unit: 万元\n    value: 10"
    ),
    "quotes": VALID.replace("title: 级差", 'title: "级差"'),
    "folded": VALID.replace("amount: price * steps", "amount: >-\n      price *\n      steps"),
    "order of keys": VALID.replace(
        "below_detection: half\n  decimals: standard", "decimals: standard\n  below_detection: half"
    ),
    "line ends": VALID.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_does_not_change_the_digest(name):
    """How a file is written down does not change its digest."""
    assert SAME[name] != VALID
    assert ec.read_agreement(SAME[name]).digest == ec.read_agreement(VALID).digest


def test_the_order_of_parties_changes_the_digest():
    """A fen left over goes to the party that stands first, so that another order is another agreement."""
    first, second = "  shang: {name: 上游市}\n", "  xia: {name: 下游市}\n"

    assert ec.read_agreement(changed(first + second, second + first)).digest != ec.read_agreement(VALID).digest


def test_the_order_of_all_keys_does_not_change_the_digest():
    """Mappings of a file may stand in any order at every level, but for parties and sections, which are axes."""
    data = yaml.load(VALID, yaml.BaseLoader)

    def shuffled(value, key=""):
        if isinstance(value, dict):
            items = list(value.items())
            if key not in ("parties", "sections"):
                random.Random(1).shuffle(items)
            return {name: shuffled(each, name) for name, each in items}
        return [shuffled(each) for each in value] if isinstance(value, list) else value

    def written(value, depth=0):
        pad = "  " * depth
        if isinstance(value, dict):
            return "".join(f"\n{pad}{key}:{written(each, depth + 1)}" for key, each in value.items())
        if isinstance(value, list):
            return "".join(f"\n{pad}-{written(each, depth + 1)}" for each in value)
        return f" {value!r}" if any(sign in value for sign in "[](),*") else f" {value}"

    text = written(shuffled(data)).lstrip("\n") + "\n"

    assert text != VALID
    assert ec.read_agreement(text).digest == ec.read_agreement(VALID).digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 10}", "value: 11}"),
        ("value: 10}", "value: 10, status: assumed}"),
        ("target: III", "target: II"),
        ("title: 试验协议", "title: 试验协议二"),
        ("[codmn, nh3n]", "[nh3n, codmn]"),
        ("rounding: half_up", "rounding: half_even"),
    ],
)
def test_what_changes_the_digest(old, new):
    """Whatever the file says differently changes its digest."""
    assert ec.read_agreement(changed(old, new)).digest != ec.read_agreement(VALID).digest


def test_an_agreement_travels_between_processes():
    """A pickled agreement is the same agreement."""
    agreement = ec.read_agreement(VALID)
    copy = pickle.loads(pickle.dumps(agreement))

    assert (copy.digest, copy.files, copy.unconfirmed) == (agreement.digest, agreement.files, agreement.unconfirmed)
    assert copy.mark("rules", 0, "formula") == agreement.mark("rules", 0, "formula")
