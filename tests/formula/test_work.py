"""How much work formulas may make is counted in elements and digits: the same file is refused alike everywhere."""

from __future__ import annotations

from fractions import Fraction

import pytest

import ecocomp as ec
from ecocomp.agreement import check_formulas
from ecocomp.agreement.load import corpus_names
from ecocomp.errors import AgreementError, SettlementError
from ecocomp.formula import work
from ecocomp.formula.absent import Absent
from ecocomp.formula.evaluator import Evaluator
from ecocomp.formula.exact import Exact
from ecocomp.formula.exact_operators import MOST_BITS
from ecocomp.formula.parse import parse
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.work import LIMITED, MEASURED, MOST_CHECKED, MOST_WORK, PAID, Work
from ecocomp.settlement import scope
from ecocomp.standards.indicators import indicators
from tests.agreement_files.support import VALID, without_readings
from tests.benchmarks.simulating_province import DECIMALS, MONTHS, RULES, SECTIONS, case
from tests.formula.fake_scope import FakeScope
from tests.settlement.support import read


def paying(rules: str, whole: str) -> str:
    """An agreement that needs no readings, and pays 1 yuan for each one of a formula."""
    return without_readings(f"price * floor({whole})", rules)


def chain(first: str, following: str, times: int = 40) -> str:
    """Rules of which each is made from the one before, which ``#`` stands for; one payment hangs on the last."""
    formulas = [first, *(following.replace("#", f"r{at}") for at in range(times - 1))]
    rules = "".join(f'  - {{name: r{at}, title: 规则{at}, formula: "{each}"}}\n' for at, each in enumerate(formulas))
    return paying(f"rules:\n{rules}", f"r{times - 1}")


@pytest.fixture
def counted(monkeypatch):
    """What each check of an agreement counted."""
    made: list[Work] = []

    class Counted(Work):
        def __init__(self, most: int) -> None:
            super().__init__(most)
            made.append(self)

    monkeypatch.setattr(check_formulas, "Work", Counted)
    return made


def test_agreements_of_a_whole_province_are_far_within_the_bounds(counted):
    """Both constructed provinces of 3,641 sections come to less than a tenth, all months counted."""
    for rule in RULES:
        ec.read_agreement(case(rule, SECTIONS, 1).text)

    assert len(counted) == len(RULES)
    assert all(0 < each.done * 10 < MOST_CHECKED and each.done * MONTHS * 10 < MOST_WORK for each in counted)


@pytest.mark.parametrize("rule", RULES)
def test_a_settlement_of_all_national_sections_is_within_the_bounds(rule):
    """A tenth of them, with every monthly value and a payment for each section and month, is less than a twentieth."""
    sections = SECTIONS // 10
    agreement = ec.read_agreement(case(rule, sections, 1).text)
    rows = "".join(
        f"断面{at},2024-{month:02},{','.join(['0.5'] * len(DECIMALS))}\n"
        for at in range(sections)
        for month in range(1, MONTHS + 1)
    )
    headings = ",".join(f"{indicators()[each].chinese}(mg/L)" for each in DECIMALS)
    settlement = ec.settle(agreement, read(f"断面,时间,{headings}\n{rows}"), 2024)

    assert len(settlement.array("C").data) == sections * MONTHS * len(DECIMALS)
    assert settlement.lines
    assert settlement.scope.work.done * 20 < MOST_WORK


def test_every_agreement_of_the_corpus_could_have_as_many_sections(counted):
    """Whatever agreement is taken, with the sections of a whole province it would be within the bounds."""
    for name in corpus_names():
        agreement = ec.load_agreement(name)
        # one that has no sections is by party
        done = Fraction(counted.pop().done, len(agreement.sections) or len(agreement.parties)) * SECTIONS

        assert done < MOST_CHECKED, name
        assert done * MONTHS < MOST_WORK, name


def test_too_much_work_is_an_error_at_the_formula_that_is_too_much(monkeypatch):
    """Of all formulas the first one beyond the bound is told of, at its place, and no other."""
    monkeypatch.setattr(check_formulas, "MOST_CHECKED", 20)
    with pytest.raises(AgreementError) as caught:
        ec.read_agreement(VALID, file="trial.yaml")
    (found,) = caught.value.problems

    assert found.code == "formula.too_much_work"
    assert found.details == {"name": "steps", "most": 20}
    assert found.place.line == VALID[: VALID.index("(target")].count("\n") + 1


def test_a_settlement_counts_all_its_months(monkeypatch):
    """What passes the check may be too much over twelve months; the error names rule and bound."""
    monkeypatch.setattr(Work.__init__, "__defaults__", (100,))
    agreement = ec.read_agreement(chain("sum(days / 7, month)", "# + sum(days / 7, month)"))
    with pytest.raises(SettlementError) as caught:
        ec.settle(agreement, None, 2024)
    (found,) = caught.value.problems

    assert found.code == "formula.too_much_work"
    assert found.details == {"name": "r2", "most": 100}


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("-k", 3),
        ("k + k", 6),
        ("sum(k, section)", 3),
        ("sum(k, section, where=wet)", 6),
        ("rank(k, section, then=k)", 6),
        ("share(k, section)", 3 + 6),  # the sum, and its parts divided by it
        ("inflow(k)", 3),
        ("at(k, upper)", 3),
        ("without(k, upper, lower)", 6),
        ("limit(Ⅲ)", 3),
    ],
)
def test_what_formulas_over_three_sections_or_indicators_count(text, done):
    """Each operand counts once for each element of the result, or of what is gone along."""
    counting = Work()
    scope = FakeScope({"k": ("section", [1, 2, 3]), "wet": ("section", [True, False, True])})
    Evaluator(scope, Exact(), counting).evaluate(parse(text))

    assert counting.done == done


def refused(text: str) -> list[tuple[str, str]]:
    """The line and column of what is too much, and the code."""
    with pytest.raises(SettlementError) as caught:
        ec.settle(ec.read_agreement(text), None, 2024)
    return [(str(each.place).partition(":")[2], each.code) for each in caught.value.problems]


def test_payments_count_as_many_values(monkeypatch):
    """Two payments a month are 24: so many fit, and with one transfer more the first that does not is told."""
    each_month = [
        f"{{name: t{at}, title: 付, payer: shang, payee: xia, per: [month], amount: price}}" for at in range(3)
    ]
    two, three = (without_readings(transfers=", ".join(each_month[:many])) for many in (2, 3))
    # an amount is spread over the months before it is paid
    monkeypatch.setattr(Work.__init__, "__defaults__", (2 * MONTHS * (PAID + 1),))

    assert len(ec.settle(ec.read_agreement(two), None, 2024).lines) == 2 * MONTHS
    line = three[: three.index("{name: t2")].count("\n") + 1
    ((place, code),) = refused(three)
    assert (place.split(":")[0], code) == (str(line), "formula.too_much_work")


def test_payments_count_for_every_limit_that_looks_at_them(monkeypatch):
    """12 payments and 12 cuts of the first limit, looked at by two limits."""
    transfer = "{name: t, title: 付, payer: shang, payee: xia, per: [month], amount: price}"
    caps = [f"{{title: 封顶{at}, of: [t], per: [month], at_most: price * 0.5}}" for at in range(2)]
    text = without_readings(transfers=transfer) + f"limits: [{', '.join(caps)}]\n"
    settlement = ec.settle(ec.read_agreement(text), None, 2024)

    assert len(settlement.lines) == 2 * MONTHS
    formulas = MONTHS + 2 * 3  # the amount over the months, and two products of a number and a fraction
    first, second = LIMITED * MONTHS + PAID * MONTHS, LIMITED * 2 * MONTHS
    assert settlement.scope.work.done == formulas + PAID * MONTHS + first + second

    monkeypatch.setattr(Work.__init__, "__defaults__", (settlement.scope.work.done - 1,))
    ((place, code),) = refused(text)
    assert (place.split(":")[0], code) == (str(text.count("\n")), "formula.too_much_work")


def test_values_made_from_readings_count_several_times(monkeypatch):
    """Two sections, two indicators and twelve months are 48 values, also where there is no reading."""
    agreement = ec.read_agreement(VALID)
    done = []
    for times in (0, MEASURED):
        monkeypatch.setattr(scope, "MEASURED", times)
        done.append(ec.settle(agreement, ec.Readings(()), 2024, gaps="skip").scope.work.done)

    assert done[1] - done[0] == 48 * MEASURED


def test_numbers_count_by_their_length():
    """A number of 14,000 bits counts for its 218 words of 64 bits; short ones count for nothing more, fractions twice."""
    counting = Work()
    counting.add_long([1, 3], {int})

    assert counting.done == 0

    counting.add_long([1 << (MOST_BITS - 1)], {int})

    assert counting.done == MOST_BITS // 64

    counting.add_long([Fraction(1, 1 << (MOST_BITS - 1)), True], {Fraction, bool})

    assert counting.done == 2 * (MOST_BITS // 64) + 1


@pytest.mark.parametrize("number", [work.LONG, -work.LONG, Fraction(work.LONG, 3), Fraction(3, work.LONG)])
def test_a_number_is_long_from_one_bit_more_than_a_short_one(number):
    """It then counts for its words of 64 bits, the last of them begun or not; what stands beside it for nothing."""
    long, short = Work(), Work()
    long.add_long([number, 1, number, 1 << (work.LONG_BITS - 2)], {int, type(number)})
    short.add_long([1, 1, 1, 1], {int, type(number)})

    assert long.done - short.done == 2 * (work.LONG_BITS // 64)


def test_only_numbers_are_looked_at():
    """Truth values and what is missing have no length."""
    counting = Work()
    counting.add_long([True, False], {bool})
    counting.add_long([Absent("missing", ()), 1], {Absent, int})

    assert counting.done == 0


def test_a_number_past_all_measure_is_told_with_the_measure():
    """It is refused with the bits that it may have."""
    with pytest.raises(FormulaError) as caught:
        Work().add_long([1 << MOST_BITS], {int})

    assert caught.value.code == "formula.too_large"
    assert caught.value.details == {"bits": MOST_BITS}


def test_as_much_as_the_bound_is_allowed(monkeypatch):
    """Three elements where three may be worked out or held, and not a fourth."""
    monkeypatch.setattr(work, "MOST_HELD", 3)
    counting = Work(3)
    counting.add(3)
    counting.hold(3)

    for more in (counting.add, counting.hold):
        with pytest.raises(FormulaError):
            more(1)


def test_operands_are_let_go_of_when_their_operator_is_done():
    """Of three operands over three sections, nine elements are held, and none afterwards."""
    counting = Work()
    Evaluator(FakeScope({"k": ("section", [1, 2, 3])}), Exact(), counting).evaluate(parse("max(k, k, k)"))

    assert counting.held == 0


@pytest.mark.parametrize(
    ("first", "following"),
    [
        ("1.0000001", "# * #"),
        ("1 / 1000003 ** 9", "# ** 9 + 1 / 3"),
        ("1 / 1000003 ** 9", "# + #  / (# + 1)"),
        ("7 ** 9", "# ** 9"),
    ],
)
def test_numbers_that_double_with_every_rule_are_refused(first, following):
    """Repeated squares, powers and sums of fractions end in an error at their rule, not in numbers without end."""
    with pytest.raises(SettlementError) as caught:
        ec.settle(ec.read_agreement(chain(first, following)), None, 2024)

    assert [each.code for each in caught.value.problems] == ["formula.too_large"]


def test_sums_of_unlike_fractions_are_refused_before_they_grow():
    """Sums are looked at as well: thousands of fractions without a common divisor have no end either."""
    leaves = [f"(1 / {10**28 + 2 * at + 1} ** 9) ** 9" for at in range(30)]
    text = paying(f"rules: [{{name: r, title: 和, formula: {' + '.join(leaves)}}}]\n", "r")
    with pytest.raises(SettlementError) as caught:
        ec.settle(ec.read_agreement(text), None, 2024)

    assert [each.code for each in caught.value.problems] == ["formula.too_large"]


def test_a_sum_along_an_axis_is_refused_before_it_grows():
    """The common denominator of a long sum is bounded while it is looked for."""
    primes = [Fraction(1, 2**MOST_BITS // 2 + at) for at in range(40)]
    with pytest.raises(FormulaError, match="112000"):
        Exact().fold("sum", primes, [range(40)], {})


def test_what_is_held_at_once_is_bounded(monkeypatch):
    """Operands wait for each other and names are kept: both count, and what is let go of counts no more."""
    monkeypatch.setattr(work, "MOST_HELD", 60)
    fits = chain("sum(days, month)", "# + 1", 10)
    ec.settle(ec.read_agreement(fits), None, 2024)
    with pytest.raises(SettlementError) as caught:
        ec.settle(
            ec.read_agreement(fits.replace("sum(days, month)", "sum(max(days, days, days, days, days), month)")),
            None,
            2024,
        )

    (found,) = caught.value.problems

    assert found.code == "formula.too_much_held"
    assert found.details == {"name": "r0", "most": 60}


def test_explaining_afterwards_is_not_counted():
    """What was settled can be explained: the count ends with the settlement."""
    counting = Work(1)
    counting.end()
    counting.add(5)
    counting.hold(1 << 30)
    counting.add_long([1 << MOST_BITS], {int})

    assert counting.done == 5
