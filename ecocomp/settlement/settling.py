"""``settle``: agreement and readings and a year make a settlement. A pure function to an immutable result."""

from __future__ import annotations

import operator
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import NamedValue
from ecocomp.agreement.titles import both_titles
from ecocomp.assessment.sections import SectionReadings
from ecocomp.errors import NOWHERE, Problem, RequestError, SettlementError, problem
from ecocomp.formula.absent import Absent
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import functions
from ecocomp.formula.work import Work
from ecocomp.money import to_fen, yuan_text
from ecocomp.period import MONTHS_PER_YEAR, Month, Period, assessment_year
from ecocomp.readings.readings import Readings
from ecocomp.settlement.days_needed import days_needed
from ecocomp.settlement.gaps import together
from ecocomp.settlement.input_sources import Source
from ecocomp.settlement.inputs import InputReader
from ecocomp.settlement.ledger import movements
from ecocomp.settlement.limits import LimitKeeper
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.period_words import both_periods
from ecocomp.settlement.result import Settlement
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.term import outside_term
from ecocomp.settlement.transfers import TransferMaker, Unpaid, is_too_large, too_large
from ecocomp.settlement.wheres import both_holder_texts
from ecocomp.wording import Pair

FIRST_YEAR, LAST_YEAR = 1900, 2999
#: What an agreement pays once a year would be paid once for all of a longer period.
LONGEST_PERIOD = MONTHS_PER_YEAR
LONGEST_MONTH = 20
GAPS = ("agreement", "skip")
#: What the codes of causes begin with that the formula itself finds: its data are there.
BY_FORMULA = "formula."
#: Notes and warnings that explain errors and are shown with them.
HINTS = (
    "settlement.refused_hint",
    "settlement.refused_formula",
    "settlement.section_absent",
    "settlement.section_absent_close",
    "settlement.days_needed",
)


def settle(
    agreement: Agreement,
    readings: Readings | None,
    year: int,
    *,
    since: int | str | None = None,
    through: int | str | None = None,
    inputs: Mapping[str, Any] | None = None,
    gaps: str = "agreement",
) -> Settlement:
    """Settle an agreement for an assessment year (清算), or for part of it (预核算).

    ``since`` and ``through`` (a month of the year, 1 to 12, or ``"2024-09"``) take a part of the year, which makes
    the settlement provisional.
    ``inputs`` are the facts the agreement asks to be declared. ``gaps="skip"`` leaves out what is missing, for a
    provisional look, where the agreement itself would refuse; every gap is listed either way.

    Raises RequestError for a period or option that does not exist, SettlementError with all that stands in the
    way: missing readings, undeclared inputs, values that the agreement gives no rule for.

    >>> settle(agreement, readings, 2024, through=9).period.label          # doctest: +SKIP
    '2024-01/2024-09'
    """
    if not isinstance(agreement, Agreement):
        raise RequestError(problem("settlement.agreement_type", found=type(agreement).__name__))
    check_asked(readings, year, gaps)
    period = period_of(agreement, operator.index(year), since, through)
    if agreement.text.readings is not None and readings is None:
        raise RequestError(problem("settlement.no_readings"))
    if inputs is not None and not isinstance(inputs, Mapping):
        raise RequestError(problem("settlement.inputs_type", found=type(inputs).__name__))
    reader = InputReader(agreement, period)
    named_inputs = reader.read({} if inputs is None else inputs)
    try:
        _stop_on_errors(reader.problems)
        return settled(
            agreement,
            readings or Readings(()),
            period,
            named_inputs,
            sources=reader.sources,
            lenient=gaps == "skip",
            problems=reader.problems,
        )
    except SettlementError as trouble:
        # perhaps it is for months outside the term that something is lacking
        raise SettlementError([*outside_term(agreement, period), *trouble.problems]) from None


def check_asked(readings: Readings | None, year: int, gaps: str) -> None:
    """Raises RequestError for what no agreement can be settled with."""
    if gaps not in GAPS:
        raise RequestError(problem("settlement.gaps_option", found=gaps, choices=", ".join(GAPS)))
    check_year(operator.index(year) if hasattr(year, "__index__") else year)
    if readings is not None and not isinstance(readings, Readings):
        raise RequestError(problem("settlement.readings_type", found=type(readings).__name__))


def check_year(year: int) -> None:
    """Raises RequestError for what is no year that is settled."""
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
        raise RequestError(problem("settlement.year", found=year, first=FIRST_YEAR, last=LAST_YEAR))


def settled(
    agreement: Agreement,
    readings: Readings,
    period: Period,
    inputs: Mapping[str, NamedValue],
    *,
    sources: Mapping[str, Sequence[Source]],
    lenient: bool,
    problems: Iterable[Problem] = (),
    by_section: SectionReadings | None = None,
    work: Work | None = None,
) -> Settlement:
    """The settlement of months and inputs that were looked at; ``sources`` say where each element of an input is from.

    ``by_section`` are the readings by section where they are at hand from another settlement of them, ``work`` counts
    what the settlement comes to for who asks for it, also where there is none.
    Raises SettlementError with all that stands in the way.
    """
    found = list(problems)
    scope = ExactScope(agreement, readings, period, inputs, lenient, sources=sources, found=by_section, work=work)
    if agreement.text.readings is not None:
        found += [*scope.found.problems, *days_needed(scope)]
    _stop_on_errors(found)
    maker = TransferMaker(scope)
    keeper = LimitKeeper(scope)
    try:
        for name in agreement.checked.rules:
            scope.lookup(name, 0)
        lines = keeper.apply(maker.lines())
        openings = _openings(scope, found)
        scope.work.end()
    except FormulaError as trouble:
        hints = [each for each in found if each.code in HINTS]
        raise SettlementError([*hints, of_formula(trouble, scope)]) from None
    found += negative_totals(scope)
    found += [*maker.problems, *keeper.problems, *refused(maker.unpaid, agreement, scope.found.not_found)]
    _stop_on_errors(found)
    settlement = Settlement(
        agreement=agreement,
        readings=readings,
        period=period,
        inputs=inputs,
        lines=tuple(lines),
        bites=tuple(keeper.bites),
        unpaid=tuple(maker.unpaid),
        funds=movements(lines, openings),
        skips=tuple(scope.skips),
        scope=scope,
        found=tuple(found),
        lenient=lenient,
    )
    settlement.check_conservation()
    return settlement


def period_of(agreement: Agreement, year: int, since: int | str | None, through: int | str | None) -> Period:
    """The months to settle."""
    check_year(year)
    rules = agreement.text.assessment
    whole = assessment_year(year, rules.starts, rules.months)
    if since is None and through is None:
        return whole
    calendar = assessment_year(year, rules.starts).months
    first = calendar[0] if since is None else _month(since, calendar)
    last = calendar[-1] if through is None else _month(through, calendar)
    span = (last.year - first.year) * MONTHS_PER_YEAR + last.month - first.month
    if not 0 <= span < LONGEST_PERIOD:
        raise RequestError(problem("settlement.period", since=first.label, through=last.label, most=LONGEST_PERIOD))
    months = tuple(first.plus(step) for step in range(span + 1))
    counted = tuple(month for month in months if rules.months is None or month.month in rules.months)
    if not counted:
        raise RequestError(problem("settlement.no_month_counts", since=first.label, through=last.label))
    if counted[0].month != whole.first.month and any(
        "before" in functions(each.tree) for each in agreement.checked.formulas
    ):
        # what is said to stand before the year would be taken for the month before the part
        raise RequestError(problem("settlement.before_start", since=first.label, first=whole.first.month))
    return Period(year, counted, counted == whole.months)


def _month(given: int | str, calendar: Sequence[Month]) -> Month:
    """A month of the assessment year by its number, or any month by its label."""
    # a number past all months is not written out: Python refuses to for very long ones
    beyond = isinstance(given, int) and not 0 <= given <= MONTHS_PER_YEAR
    text = "…" if beyond else str(given)[:LONGEST_MONTH]
    try:
        if text.isascii() and text.isdigit() and not isinstance(given, bool):
            return next(month for month in calendar if month.month == int(text))
        month = Month.parse(text)
        if not FIRST_YEAR <= month.year <= LAST_YEAR:
            raise ValueError(text)
    except (StopIteration, ValueError):
        raise RequestError(problem("settlement.month", found=text)) from None
    return month


def _openings(scope: ExactScope, problems: list[Problem]) -> dict[Holder, int]:
    """The opening balance of every fund, or of every party's account in it; one that has no value is a problem."""
    text = scope.agreement.text
    found: dict[Holder, int] = {}
    for name, fund in text.funds.items():
        holders = [Holder(name, party) for party in text.parties] if fund.accounts else [Holder(name)]
        balances: list[Any] = [0] * len(holders)
        if name in scope.checked.openings:
            per = ("party",) if fund.accounts else ()
            balances = scope.evaluate(f"opening {name}", scope.checked.openings[name].tree, per=per).data
        for holder, balance in zip(holders, balances, strict=True):
            found[holder] = 0
            if not isinstance(balance, Absent):
                found[holder] = to_fen(balance, text.money.rounding)
                if is_too_large(balance):
                    title = both_holder_texts(scope.agreement, holder)
                    problems.append(too_large(title, balance, both_periods(scope.period)))
            elif balance.kind != "excluded":
                title = both_holder_texts(scope.agreement, holder)
                reason = balance.causes[0].words()
                severity = "warning" if scope.lenient else "error"
                problems.append(problem("settlement.opening_absent", severity=severity, fund=title, reason=reason))
    return found


def negative_totals(scope: ExactScope) -> list[Problem]:
    """Totals below nothing that were shared out, so that those who should receive pay."""
    agreement = scope.agreement
    return [
        problem(
            "settlement.negative_total",
            severity="warning",
            title=Pair(agreement.called(name), agreement.called(name, "en")),
            amount=yuan_text(to_fen(total)),
        )
        for name, total in scope.negative_totals
    ]


def refused(unpaid: Sequence[Unpaid], agreement: Agreement, not_found: Container[str]) -> list[Problem]:
    """The reasons why transfers cannot be worked out where the agreement refuses gaps, each reason once.

    Of a section that the files do not have at all nothing more is told than that.
    """
    causes = [
        (cause, cause.coordinate, both_titles(agreement.transfers[each.name]))
        for each in unpaid
        if each.action == "refuse"
        for cause in each.absent.causes
    ]
    found = [
        problem(
            "settlement.refused" if gap.labels or gap.months else "settlement.refused_alone",
            gap.place,
            where=gap.where(agreement),
            reason=gap.reason(),
            transfers=gap.title(),
        )
        for gap in together(causes)
        if not (gap.cause.code == "settlement.none_in_month" and gap.labels[0] in not_found)
    ]
    if not causes:
        return []
    if not found:  # only sections that are not in the files
        found = [problem("settlement.refused_sections")]
    lacking = any(not cause.code.startswith(BY_FORMULA) for cause, *_ in causes)
    hint = "settlement.refused_hint" if lacking else "settlement.refused_formula"
    return [*found, problem(hint, severity="note")]


def _stop_on_errors(problems: Sequence[Problem]) -> None:
    if any(each.severity == "error" for each in problems):
        raise SettlementError([each for each in problems if each.severity == "error" or each.code in HINTS])


def of_formula(trouble: FormulaError, scope: ExactScope) -> Problem:
    """A formula that could not be evaluated, at its line in the agreement."""
    agreement = scope.agreement
    text = agreement.text
    paths: dict[str, tuple[str | int, ...]] = {}
    paths |= {each.name: ("transfers", at, "amount") for at, each in enumerate(text.transfers)}
    paths |= {each.title: ("limits", at, "at_most") for at, each in enumerate(text.limits)}
    paths |= {f"opening {name}": ("funds", name, "opening") for name in text.funds}
    paths |= {each.name: ("rules", at, "formula") for at, each in enumerate(text.rules)}
    mark = agreement.mark(*paths[scope.current]) if scope.current in paths else None
    place = NOWHERE if mark is None else mark.inside(*(trouble.at or (0, 0)))
    return Problem(trouble.code, place, trouble.details)
