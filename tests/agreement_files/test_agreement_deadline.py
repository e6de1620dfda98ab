"""The deadline of a transfer: the day that the words of ``due`` mean."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.errors import AgreementError
from tests.agreement_files.support import changed, line_of

AMOUNT = "    amount: price * steps\n"


def with_terms(terms: str) -> str:
    return changed(AMOUNT, AMOUNT + terms)


def deadline_of(agreement: ec.Agreement):
    return agreement.transfers["monthly"].deadline


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("{years_after: 1, month: 3, day: 31}", "2025-03-31"),
        ("{month: 4, day: 30}", "2024-04-30"),
        ("{years_after: 1, month: 4}", "2025-04-30"),
        ("{month: 2}", "2024-02-29"),
        ("{years_after: 1, month: 2}", "2025-02-28"),
    ],
)
def test_a_deadline_is_a_day_counted_from_the_assessment_year(written: str, day: str):
    agreement = ec.read_agreement(with_terms(f"    due: 某日前\n    deadline: {written}\n"))

    assert deadline_of(agreement).date(2024) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("terms", "code", "at"),
    [
        ("    due: 次年\n    deadline: {month: 4, day: 31}\n", "agreement.deadline_day", "{month: 4, day: 31}"),
        ("    due: 次年\n    deadline: {month: 2, day: 29}\n", "agreement.deadline_day", "{month: 2, day: 29}"),
        ("    due: 次年\n    deadline: {month: 13}\n", "agreement.field_range", "{month: 13}"),
        ("    due: 次年\n    deadline: {month: 3, day: 0}\n", "agreement.field_range", "{month: 3, day: 0}"),
        ("    due: 次年\n    deadline: {day: 31}\n", "agreement.field_missing", "deadline"),
        ("    deadline: {month: 3}\n", "agreement.deadline_without_due", "deadline"),
    ],
)
def test_a_deadline_that_is_no_day_is_refused_at_its_place(terms: str, code: str, at: str):
    text = with_terms(terms)
    with pytest.raises(AgreementError) as caught:
        ec.read_agreement(text, file="trial.yaml")

    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == (code, line_of(at, text))


def test_the_message_names_the_day_and_how_long_the_month_is():
    with pytest.raises(AgreementError) as caught:
        ec.read_agreement(with_terms("    due: 次年\n    deadline: {month: 4, day: 31}\n"))

    assert "“4-31”" in caught.value.text("zh")
    assert "30 日" in caught.value.text("zh")
    assert "month 4 has 30 days" in caught.value.text("en")


def test_a_deadline_that_is_assumed_is_listed_as_a_term_of_its_own():
    terms = "    due: 年初\n    deadline: {month: 1, status: assumed, note: 理解为一月底}\n"
    agreement = ec.read_agreement(with_terms(terms))

    (term,) = agreement.unconfirmed
    assert (term.path, term.title, term.title_en) == (
        "transfers.monthly.deadline",
        "月度补偿的支付期限",
        "deadline of monthly",
    )
    assert (term.status, term.note) == ("assumed", "理解为一月底")


def test_a_deadline_without_a_status_is_as_good_as_its_transfer():
    agreement = ec.read_agreement(with_terms("    due: 次年一月底前\n    deadline: {years_after: 1, month: 1}\n"))

    assert agreement.unconfirmed == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("due: null", None),
        ("due: 次年六月底前", None),
        ("due: 次年六月底前, deadline: {years_after: 1, month: 6}", datetime.date(2025, 6, 30)),
        ("clause: 第九条", datetime.date(2025, 1, 31)),
    ],
)
def test_a_deadline_goes_with_the_words_that_it_was_read_from(change: str, expected: object, tmp_path: Path):
    base = with_terms("    due: 次年一月底前\n    deadline: {years_after: 1, month: 1}\n")
    (tmp_path / "trial.yaml").write_text(base, encoding="utf-8")
    over = f"ecocomp: 1\nid: over\nextends: trial\ntransfers: [{{name: monthly, {change}}}]\n"
    deadline = deadline_of(ec.read_agreement(over, folder=tmp_path))

    assert (deadline and deadline.date(2024)) == expected


def test_a_deadline_changes_no_amount_but_the_digest():
    due = "    due: 次年一月底前\n"
    without, with_day = (
        ec.read_agreement(with_terms(due + more)) for more in ("", "    deadline: {years_after: 1, month: 1}\n")
    )

    assert without.checked.amounts == with_day.checked.amounts
    assert without.digest != with_day.digest
