"""The ledger: positions of parties, movements of funds and accounts, what remains between each two holders."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ecocomp.settlement.ledger import (
    FundMovement,
    PairTotal,
    Position,
    cleared,
    conserved,
    movements,
    pair_totals,
    positions,
)
from ecocomp.settlement.lines import Holder, Line

A, B, FUND, ACCOUNT = Holder("a"), Holder("b"), Holder("fund"), Holder("deposits", "a")


def line(payer: Holder, payee: Holder, fen: int) -> Line:
    return Line("pay", "补偿", payer, payee, fen, Fraction(fen, 100), (), "", "signed")


LINES = (line(A, B, 5), line(A, B, 7), line(B, A, 2), line(A, FUND, 30), line(FUND, B, 10), line(ACCOUNT, B, 4))


def test_positions_of_parties():
    """a pays 5 + 7 + 30 and gets 2, b pays 2 and gets 5 + 7 + 10 + 4; what a's account pays a has paid before."""
    found = positions(LINES, ["a", "b", "c"])

    assert found == (Position("a", 42, 2), Position("b", 2, 26), Position("c", 0, 0))
    assert [each.net for each in found] == [-40, 24, 0]


def test_movements_of_funds_and_accounts():
    """A fund of 100 gets 30 and pays 10; an account of 9 pays 4."""
    found = movements(LINES, {FUND: 100, ACCOUNT: 9})

    assert found == (FundMovement(FUND, 100, 30, 10), FundMovement(ACCOUNT, 9, 0, 4))
    assert [each.closing for each in found] == [120, 5]


def test_what_two_holders_pay_each_other_is_set_off():
    """5 + 7 one way and 2 the other leave 10, and each pair stands where it first occurs."""
    assert pair_totals(LINES) == (
        PairTotal(A, B, 10),
        PairTotal(A, FUND, 30),
        PairTotal(FUND, B, 10),
        PairTotal(ACCOUNT, B, 4),
    )
    assert pair_totals([line(A, B, 5), line(B, A, 8)]) == (PairTotal(B, A, 3),)
    assert pair_totals([line(A, B, 5), line(B, A, 5)]) == (PairTotal(A, B, 0),)


def test_every_fen_paid_was_received():
    """The parties lose 16 in all, the fund gains 20 and the account loses 4; a fen that is nowhere is noticed."""
    parties, funds = positions(LINES, ["a", "b"]), movements(LINES, {FUND: 100, ACCOUNT: 9})

    assert conserved(parties, funds)
    assert not conserved((*parties, Position("c", 0, 1)), funds)
    assert not conserved(parties, funds[:1])


def test_holders_are_written_with_their_account():
    """An account stands behind the fund it is in."""
    assert (str(A), str(ACCOUNT)) == ("a", "deposits:a")


def test_a_line_knows_how_the_agreement_writes_it():
    """A line that was turned round is negative, from payee to payer, as the agreement writes it."""
    there = line(A, B, 5)
    back = Line("pay", "补偿", B, A, 5, Fraction(-1, 20), (), "", "signed", turned=True)

    assert (there.signed_fen, there.written) == (5, (A, B))
    assert (back.signed_fen, back.written) == (-5, (A, B))


def test_what_goes_through_a_third_is_paid_at_once():
    """a owes b 5, b owes c 5, c owes a 2: a pays c 3, and b is out of it."""
    c = Holder("c")
    assert cleared([line(A, B, 5), line(B, c, 5), line(c, A, 2)]) == (PairTotal(A, c, 3),)
    assert cleared([line(A, B, 5), line(B, c, 5), line(c, A, 5)]) == ()


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.integers(1, 10**12))))
def test_clearing_changes_no_net_amount(flows):
    """Whoever pays whom: the nets stay, nobody both pays and receives, and there are fewer payments than holders."""
    lines = [line(Holder(one), Holder(other), fen) for one, other, fen in flows if one != other]
    found = cleared(lines)
    again = [line(each.payer, each.payee, each.fen) for each in found]
    nets = {each.party: each.net for each in positions(lines, "abcdefg")}

    assert {each.party: each.net for each in positions(again, "abcdefg")} == nets
    assert not {each.payer for each in found} & {each.payee for each in found}
    assert len(found) < max(1, sum(1 for net in nets.values() if net))
    assert all(each.fen > 0 for each in found)
