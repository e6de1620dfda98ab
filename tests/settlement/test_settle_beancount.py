"""The ledger as a Beancount file: a checker that is not ours finds it right, and finds whatever is changed in it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beancount.core.data import Balance, Open, Transaction

import ecocomp as ec
from ecocomp.money import yuan
from ecocomp.settlement import Settlement
from tests.commands.support import files, run
from tests.settlement.support import STEPS, monthly, settled
from tests.workbook.support import random_settlement

#: Deposits with an account for each party, a pool with an opening balance, an amount below nothing, and a cap that cuts.
FUNDS = """\
parameters:
  deposit: {title: 保证金, unit: 元, per: [party], value: {shang: 100, xia: 50.01}}
  fine: {title: 扣缴, unit: 元, value: 60}
  back: {title: 退还, unit: 元, value: -30.55}
  own: {title: 结余, unit: 元, value: 1000}
  most: {title: 上限, unit: 元, value: 40}
funds:
  deposits: {name: 保证金, accounts: true, opening: deposit}
  the_pool: {name: 资金池, opening: own}
transfers:
  - {name: fine_of, title: 扣缴, clause: 第九条, payer: {fund: deposits, account: shang}, payee: xia, amount: fine}
  - {name: returned, title: 退还, payer: the_pool, payee: shang, amount: back}
  - {name: paid, title: 补偿, payer: xia, payee: shang, amount: fine}
limits:
  - {title: 封顶, of: [paid], at_most: most}
"""


def checked(text: str) -> tuple[list[Any], list[str]]:
    """The entries that Beancount reads, and what it objects to."""
    entries, errors, _ = loader.load_string(text)
    return entries, [each.message for each in errors]


def constructed() -> Settlement:
    return settled(FUNDS, None)


def check(settlement: Settlement, text: str) -> None:
    """Nothing is objected to, every line is a transaction, and every amount that is asserted is ours."""
    entries, errors = checked(text)
    assert errors == []
    counts = Counter(type(each) for each in entries)
    openings = [each for each in settlement.funds if each.opening]
    assert counts[Transaction] == len(settlement.lines) + len(openings)
    asserted = {each.account: each.amount.number for each in entries if isinstance(each, Balance)}
    assert len(asserted) == counts[Balance] == len(settlement.positions) + len(settlement.funds) + 1
    assert counts[Open] == counts[Balance] + bool(openings)
    assert sorted(asserted.values()) == sorted(
        [
            *(yuan(each.net) for each in settlement.positions),
            *(yuan(each.closing) for each in settlement.funds),
            yuan(sum(each.opening for each in settlement.funds)),
        ]
    )


@pytest.mark.parametrize("name", ec.corpus_names())
def test_the_ledger_of_every_agreement_is_right(name: str):
    settlement, _ = random_settlement(name, 5)
    for language in ("zh", "en"):
        check(settlement, settlement.to_beancount(language=language))


def test_funds_accounts_limits_and_amounts_below_nothing():
    settlement = constructed()
    assert any(line.turned for line in settlement.lines)
    assert any(line.limit for line in settlement.lines)
    text = settlement.to_beancount()

    check(settlement, text)
    # 1000 − (−30.55): the pool takes in what is returned to it; the fine comes out of 上游市's deposit of 100
    assert "balance Assets:Settlement:Funds:F-the-pool  1030.55 ~ 0 CNY" in text
    assert "balance Assets:Settlement:Funds:F-deposits:P-shang  40.00 ~ 0 CNY" in text
    assert "balance Assets:Settlement:Funds:F-deposits:P-xia  50.01 ~ 0 CNY" in text
    assert '  clause: "第九条"' in text


def test_a_line_is_a_transaction_with_its_coordinate_and_clause():
    settlement = settled(STEPS, monthly({"甲": ["0.5"] * 11 + ["2.0"]}))
    entries, _ = checked(settlement.to_beancount(language="zh"))
    last = [each for each in entries if isinstance(each, Transaction)][-1]

    assert str(last.date) == "2024-12-31"
    assert {key: last.meta[key] for key in ("line", "section", "month", "clause")} == {
        "line": "monthly", "section": "甲", "month": "2024-12", "clause": "第六条",
    }  # fmt: skip
    assert [(each.account, str(each.units)) for each in last.postings] == [
        ("Assets:Settlement:Parties:P-xia", "200.00 CNY"),
        ("Assets:Settlement:Parties:P-shang", "-200.00 CNY"),
    ]
    names = {each.account: each.meta.get("name") for each in entries if isinstance(each, Open)}
    assert names["Assets:Settlement:Parties:P-shang"] == "上游市"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # one side of a payment; both sides; an opening balance; what is left to a party; what a fund holds
        ("P-xia  60.00 CNY\n", "P-xia  60.01 CNY\n"),
        ("P-xia  60.00 CNY\n  Assets:Settlement:Funds:F-deposits:P-shang  -60.00", "P-xia  60.01 CNY\n  Assets:Settlement:Funds:F-deposits:P-shang  -60.01"),
        ("Equity:Openings  -1000.00", "Equity:Openings  -1000.01"),
        ("balance Assets:Settlement:Parties:P-xia  20.00", "balance Assets:Settlement:Parties:P-xia  20.01"),
        ("F-the-pool  1030.55 ~", "F-the-pool  1030.54 ~"),
        ("balance Assets:Settlement  1150.01", "balance Assets:Settlement  1150.00"),
    ],
)  # fmt: skip
def test_a_fen_more_or_less_is_found(old: str, new: str):
    text = constructed().to_beancount()
    assert text.count(old) == 1

    assert checked(text.replace(old, new))[1] != []


def test_money_that_leaves_to_nobody_is_found():
    """A payment that balances, but goes to an account outside the settlement."""
    text = constructed().to_beancount()
    text = text.replace("  Assets:Settlement:Parties:P-xia  60.00 CNY\n", "  Equity:Openings  60.00 CNY\n")

    assert any("Assets:Settlement'" in each for each in checked(text)[1])


def test_no_text_of_an_agreement_becomes_a_directive():
    """Quotes, backslashes, ends of lines and signs of Beancount in names stay what they are: text."""
    nasty = '坏"\\\n2024-12-31 * "x"\n  Assets:Settlement  1 CNY\n; {$ #t ^l'
    parties = 'parties:\n  shang: {name: "' + nasty.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"}\n  xia: {name: 下游市}\n'  # fmt: skip
    body = """\
    parameters: {sum: {title: 定额, unit: 元, value: 5}}
    transfers:
      - {name: fixed, title: 'a"b\\', clause: '第"一"条\\', payer: xia, payee: shang, amount: sum}
    """
    settlement = settled(body, None, parties=parties)
    text = settlement.to_beancount()

    check(settlement, text)
    entries, _ = checked(text)
    (payment,) = [each for each in entries if isinstance(each, Transaction)]
    assert payment.meta["clause"] == '第"一"条\\'
    assert payment.narration.startswith('a"b\\')
    assert not payment.tags
    names = [each.meta.get("name") for each in entries if isinstance(each, Open)]
    assert nasty.replace("\n", "⏎") in names


def test_names_that_differ_stay_apart_as_accounts():
    parties = (
        "parties:\n  a_b: {name: 甲}\n  aB: {name: 乙}\n  ab: {name: 丙}\n  _ab: {name: 丁}\n  江口_1: {name: 戊}\n"
    )
    body = """\
    parameters: {sum: {title: 定额, unit: 元, value: 5}}
    transfers:
      - {name: one, title: 一, payer: a_b, payee: aB, amount: sum}
      - {name: two, title: 二, payer: ab, payee: _ab, amount: sum}
      - {name: three, title: 三, payer: 江口_1, payee: aB, amount: sum}
    """
    settlement = settled(body, None, parties=parties)
    check(settlement, settlement.to_beancount())


def test_the_file_is_the_text_and_nothing_else_is_written(tmp_path: Path):
    settlement = constructed()
    path = tmp_path / "账.beancount"
    assert settlement.to_beancount(path) == path.read_text(encoding="utf-8") == settlement.to_beancount()
    with pytest.raises(ec.RequestError):
        settlement.to_beancount(tmp_path / "ledger.txt")
    assert [each.name for each in tmp_path.iterdir()] == ["账.beancount"]


def test_the_command_writes_what_bean_check_accepts(tmp_path: Path):
    terms, data = files(tmp_path)
    path = tmp_path / "ledger.beancount"
    assert run("settle", terms, data, "--year", "2024", "--beancount", path).exit_code == 0
    command = [sys.executable, "-m", "beancount.scripts.check", "--no-cache", str(path)]
    assert subprocess.run(command, check=False).returncode == 0

    path.write_text(path.read_text(encoding="utf-8").replace("900.00 ~", "900.01 ~", 1), encoding="utf-8")
    assert subprocess.run(command, check=False, stderr=subprocess.PIPE).returncode == 1

    over = run("settle", terms, data, "--year", "2024", "--beancount", data)
    assert over.exit_code == 2
    folder = run("settle", tmp_path, data, "--year", "2024", "--beancount", path, "--lang", "en")
    assert (folder.exit_code, "is for one agreement, not for a folder" in folder.stderr) == (2, True)
