"""What holds of every balance: no fen is made or lost, nothing is covered twice, all that is left goes one way."""

from __future__ import annotations

import datetime
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.errors import Place
from ecocomp.payments.holders import Holders
from ecocomp.payments.owed import Owed, OwedYear
from ecocomp.payments.payment import Payment, Payments
from ecocomp.payments.result import Balance
from ecocomp.settlement.lines import Holder
from ecocomp.wording import Pair

NAMES = ("jia", "yi")
HOLDERS = Holders(
    "trial",
    {each: Pair(each, each) for each in NAMES},
    {"pool": Pair("pool", "pool"), "deposits": Pair("deposits", "deposits")},
    frozenset({"deposits"}),
)
EVERY = HOLDERS.every
ON = datetime.date(2025, 6, 30)
YEARS = (2022, 2023, 2025)

fens = st.integers(1, 300)
#: Few holders, so that much lies between the same two.
sides = st.permutations((*EVERY[:2], EVERY[-1])).map(lambda every: (every[0], every[1]))
days = st.dates(datetime.date(2022, 1, 1), datetime.date(2026, 12, 31))


@st.composite
def owed_years(draw: st.DrawFn) -> list[OwedYear]:
    years = draw(st.lists(st.sampled_from(YEARS), min_size=1, unique=True))
    return [
        OwedYear(HOLDERS, Pair("t", "t"), year, True, True, tuple(draw(st.lists(lines(year), max_size=6))))
        for year in years
    ]


@st.composite
def lines(draw: st.DrawFn, year: int) -> Owed:
    payer, payee = draw(sides)
    # the last of them falls behind the first of the next year
    dates = [datetime.date(year, 4, 30), datetime.date(year + 1, 3, 31), datetime.date(year + 1, 12, 31)]
    deadline = draw(st.none() | st.sampled_from(dates))
    return Owed(year, "pay", Pair("付", "pay"), payer, payee, draw(fens), deadline, "signed", "")


@st.composite
def payments(draw: st.DrawFn) -> Payment:
    payer, payee = draw(sides)
    year = draw(st.none() | st.sampled_from((*YEARS, 2024)))
    return Payment(draw(days), payer, payee, draw(fens), "payment", year, "", "", Place("t", line=1))


ledgers = st.lists(payments(), max_size=8)


def balanced(years: list[OwedYear], paid: list[Payment]) -> Balance:
    return ec.balance(years, Payments("trial", tuple(paid)), on=ON)


@given(owed_years(), ledgers)
def test_every_party_owes_and_has_paid_what_lines_and_payments_say(years: list[OwedYear], paid: list[Payment]):
    balance = balanced(years, paid)
    owed, moved = Counter[Holder](), Counter[Holder]()
    for line in (line for year in years for line in year.lines):
        owed.update({line.payer: line.fen, line.payee: -line.fen} if line.payer != line.payee else {})
    for each in paid:
        if each.date <= ON:
            moved[each.payer] += each.fen
            moved[each.payee] -= each.fen

    found = {each.holder: each for each in balance.parties}
    for holder in EVERY:
        if holder not in found:
            assert (owed[holder], moved[holder]) == (0, 0)
            continue
        party = found[holder]
        assert party.owes - party.is_owed == owed[holder]
        assert party.paid - party.received == moved[holder]
        assert party.to_pay - party.to_receive - party.prepaid == owed[holder] - moved[holder]


@given(owed_years(), ledgers)
def test_sums_over_all_parties_and_funds_are_nothing(years: list[OwedYear], paid: list[Payment]):
    parties = balanced(years, paid).parties

    assert sum(each.owes - each.is_owed for each in parties) == 0
    assert sum(each.paid - each.received for each in parties) == 0
    assert sum(each.prepaid for each in parties) == 0
    assert sum(each.to_pay - each.to_receive for each in parties) == 0


@given(owed_years(), ledgers)
def test_each_debt_is_covered_by_no_more_than_it_is(years: list[OwedYear], paid: list[Payment]):
    for each in balanced(years, paid).items:
        parts = (each.owed, each.excess, each.paid, each.offset, each.unassigned, each.left)
        assert min(parts) >= 0
        assert each.owed + each.excess == each.paid + each.offset + each.unassigned + each.left


@given(owed_years(), ledgers)
def test_what_is_left_between_two_goes_one_way(years: list[OwedYear], paid: list[Payment]):
    ways: dict[frozenset[Holder], set[Holder]] = {}
    for each in balanced(years, paid).items:
        if each.left:
            ways.setdefault(frozenset((each.payer, each.payee)), set()).add(each.payer)

    assert all(len(payers) == 1 for payers in ways.values())


@given(owed_years(), ledgers)
def test_offsets_are_listed_in_full(years: list[OwedYear], paid: list[Payment]):
    balance = balanced(years, paid)

    # each stands in the debt that it covers and in the one that it is set off against
    assert 2 * sum(each.fen for each in balance.offsets) == sum(each.offset for each in balance.items)
    assert all(each.year != each.against for each in balance.offsets)


@given(owed_years(), ledgers)
def test_the_earlier_deadline_of_a_year_is_covered_before_the_later(years: list[OwedYear], paid: list[Payment]):
    first: dict[tuple[Holder, Holder, int], bool] = {}
    for each in balanced(years, paid).items:
        if each.owed:
            key = (each.payer, each.payee, each.year)
            assert not (first.get(key) and each.paid)
            first[key] = first.get(key, False) or each.paid < each.owed


@given(owed_years(), ledgers)
def test_payments_without_a_year_cover_what_is_due_first(years: list[OwedYear], paid: list[Payment]):
    items = [each for each in balanced(years, paid).items if each.deadline is not None]
    for each in items:
        if each.unassigned:
            earlier = [
                o for o in items if (o.payer, o.payee) == (each.payer, each.payee) and o.deadline < each.deadline
            ]
            assert all(other.left == 0 for other in earlier)


@given(owed_years(), ledgers)
def test_paying_what_is_left_leaves_nothing(years: list[OwedYear], paid: list[Payment]):
    left = [
        Payment(ON, each.payer, each.payee, each.left, "payment", each.year, "", "", Place("t", line=2))
        for each in balanced(years, paid).items
        if each.left
    ]
    balance = balanced(years, [*paid, *left])

    assert all(each.left == 0 for each in balance.pairs)
    assert all(each.left == 0 and not each.overdue for each in balance.items)


@given(owed_years(), ledgers, st.randoms())
def test_the_order_of_rows_changes_nothing(years: list[OwedYear], paid: list[Payment], random: object):
    mixed = list(paid)
    random.shuffle(mixed)
    one, other = balanced(years, paid), balanced(years, mixed)

    assert one.parties == other.parties
    assert Counter(one.items) == Counter(other.items)
