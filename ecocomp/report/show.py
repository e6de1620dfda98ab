"""An agreement in words: parties, sections, formulas with their axes and units, and what is not confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ecocomp.agreement import Agreement, model
from ecocomp.agreement.scope import Formula
from ecocomp.formula.in_words import InWords
from ecocomp.readings.why import state_names
from ecocomp.report.tables import Table
from ecocomp.report.terminal import console, print_table
from ecocomp.settlement.explain_limits import ladder_text, set_text, source_of
from ecocomp.settlement.wheres import label_text
from ecocomp.standards.grades import grade_text, parse_grade
from ecocomp.wording import say, say_both

if TYPE_CHECKING:
    from rich.console import Console


def print_agreement(agreement: Agreement, language: str) -> None:
    """Print the whole agreement."""
    out = console()
    text = agreement.text
    out.print((text.title_en if language == "en" else None) or text.title, style="bold")
    count = len(agreement.unconfirmed)
    warning = say("command.unconfirmed_agreement", language, count=count) if count else ""
    if warning:
        out.print(warning, style="bold yellow")
    for line in heading_lines(agreement, language):
        out.print(line)
    out.print()
    for table in agreement_tables(agreement, language):
        print_table(out, table)
    print_rules(out, agreement, language)
    print_transfers(out, agreement, language)
    print_table(out, unconfirmed_table(agreement, language))
    out.print(f"{_word('money', language)}: {money_text(text.money, language)}")


def heading_lines(agreement: Agreement, language: str) -> Iterator[str]:
    """Document, term and assessment year, one a line."""
    text = agreement.text
    source = text.source
    parts = [source.document, source.number, source.issuer, str(source.date) if source.date else None, source.note]
    yield f"{_word('document', language)}: {'; '.join(part for part in parts if part)}"
    summary = (text.summary_en if language == "en" else None) or text.summary
    if summary:
        yield f"{_word('corpus_summary', language)}: {summary}"
    if text.note:
        yield f"{_word('note', language)}: {text.note}"
    if text.term is not None:
        dates = f"{text.term.from_ or '…'} – {text.term.to or '…'}"
        yield f"{_word('term', language)}: {dates} ({_basis(agreement, text.term, language)})"
    year = say("command.year_from", language, month=text.assessment.starts)
    if text.assessment.months:
        year += "; " + say("command.months_counted", language, months=", ".join(map(str, text.assessment.months)))
    yield f"{_word('assessment_year', language)}: {year}"
    yield f"{_word('file', language)}: {', '.join(agreement.files)}"


def agreement_tables(agreement: Agreement, language: str) -> Iterator[Table]:
    """All parts of the agreement as tables."""
    yield provision_table(agreement, language)
    yield party_table(agreement, language)
    yield section_table(agreement, language)
    if agreement.text.readings is not None:
        yield readings_table(agreement, agreement.text.readings, language)
    if agreement.checked.ladders.in_use:
        yield limit_table(agreement, language)
    yield parameter_table(agreement, language)
    yield band_table(agreement, language)
    yield input_table(agreement, language)
    yield fund_table(agreement, language)
    yield outcome_table(agreement, language)


def provision_table(agreement: Agreement, language: str) -> Table:
    """What the agreement says beside its figures (约定事项), by the items of Article 17."""
    rows = tuple(
        (say(f"command.article17_item_{key}", language), each.text, _basis(agreement, each, language))
        for key, each in agreement.provisions.items()
    )
    return _table("provisions", ("article17_item", "provision", "status"), rows, language)


def outcome_table(agreement: Agreement, language: str) -> Table:
    """What was published of settlements (公开的结果), and whether the file gives it."""
    rows = tuple(
        (each.title, each.source, say(f"command.outcome_{each.result.replace(' ', '_')}", language), each.note or "")
        for each in agreement.text.outcomes
    )
    return _table("outcomes", ("outcome", "source", "result", "note"), rows, language)


def fund_table(agreement: Agreement, language: str) -> Table:
    rows = tuple(
        (key, agreement.name_of(key, language), each.opening or "0", _basis(agreement, each, language))
        for key, each in agreement.text.funds.items()
    )
    return _table("funds", ("name", "fund", "opening", "status"), rows, language)


def party_table(agreement: Agreement, language: str) -> Table:
    rows = tuple(
        (key, agreement.name_of(key, language), each.code or "", _basis(agreement, each, language))
        for key, each in agreement.parties.items()
    )
    return _table("parties", ("name", "party", "code", "status"), rows, language)


def section_table(agreement: Agreement, language: str) -> Table:
    rows = tuple(
        (
            key,
            agreement.name_of(key, language) + "".join(f" ({alias})" for alias in each.aliases),
            each.river or "",
            _named(agreement, each.upstream, language),
            _named(agreement, each.downstream, language)
            + "".join(f"; {role}: {agreement.name_of(party, language)}" for role, party in each.roles.items()),
            target_text(each.target, language),
            "、".join(agreement.name_of(other, language) for other in each.inflow),
            _named(agreement, each.control, language),
            _basis(agreement, each, language),
        )
        for key, each in agreement.sections.items()
    )
    keys = ("name", "section", "river", "upstream", "downstream", "target", "inflow", "control", "status")
    return _table("sections", keys, rows, language)


def target_text(target: str | model.DatedGrade | None, language: str) -> str:
    if target is None:
        return ""
    if isinstance(target, str):
        return grade_text(parse_grade(target) or 1)
    return "; ".join(
        f"{say('command.from_date', language, date=date)} {grade_text(parse_grade(text) or 1)}"
        for date, text in target.dated.items()
    )


def readings_table(agreement: Agreement, rules: model.Readings, language: str) -> Table:
    decimals = rules.decimals
    if isinstance(decimals, dict):
        kept = ", ".join(f"{label_text(agreement, key, language)} {places}" for key, places in decimals.items())
    else:
        kept = _word(f"decimals_{decimals}", language)
    rows = [
        ("standard", f"{rules.standard} ({say(f'terms.waters_{rules.waters}', language)})"),
        ("local_standard", local_standard_text(agreement.local_standard, language)),
        ("indicators", "、".join(label_text(agreement, each, language) for each in rules.indicators)),
        *(("indicator_set", set_text(name)[0 if language == "zh" else 1]) for name in agreement.indicator_sets),
        ("below_detection", below_text(rules, language)),
        ("load", say(f"terms.load_{rules.load.replace(' ', '_')}", language) if rules.load else ""),
        ("decimals", kept),
        ("missing", _word(f"missing_{rules.missing}", language)),
        ("at_least", str(rules.at_least or "")),
        ("at_least_days", str(rules.at_least_days or "")),
        ("at_least_per_day", str(rules.at_least_per_day or "")),
        ("precedence", precedence_text(rules, language)),
        ("excluded", state_names(rules.excluded, language)),
        ("unused", state_names(rules.unused, language)),
        ("status", _basis(agreement, rules, language)),
    ]
    shown = tuple((_word(key, language), value) for key, value in rows if value)
    return _table("readings", ("name", "value"), shown, language)


def local_standard_text(standard: model.LocalStandardFile | None, language: str) -> str:
    """The local standard, with who issued it, since when it is in force and how well it is established."""
    if standard is None:
        return ""
    start = say("command.from_date", language, date=standard.in_force)
    status = say(f"terms.status_{standard.status}", language)
    return "; ".join((f"{standard.number} {standard.title}", standard.issuer, start, status))


def limit_table(agreement: Agreement, language: str) -> Table:
    """The limits that go before the national ones, with where they are from."""
    which = 0 if language == "zh" else 1
    ladders = agreement.checked.ladders
    rows = tuple(
        (
            label_text(agreement, indicator, language),
            say(f"terms.waters_{waters}", language),
            ladder_text(ladders.stated[indicator, waters][0]),
            source_of(agreement, ladders.stated[indicator, waters][1])[which],
        )
        for indicator, waters in ladders.judged
        if (indicator, waters) in ladders.stated
    )
    return _table("water_limits", ("indicators", "waters", "value", "source"), rows, language)


def below_text(rules: model.Readings, language: str) -> str:
    """What values below the detection limit count as, in means and in loads where these differ."""
    means = say(f"terms.below_{rules.below_in_means}", language)
    if isinstance(rules.below_detection, str):
        return means
    loads = say(f"terms.below_{rules.below_in_loads}", language)
    return say("terms.below_means_loads", language, means=means, loads=loads)


def precedence_text(rules: model.Readings, language: str) -> str:
    """Which method goes first, and whether the other stands in for it."""
    if rules.precedence is None:
        return ""
    first = _word(rules.precedence.replace(" ", "_"), language)
    return f"{first}; {_word('substituted' if rules.substitute else 'not_substituted', language)}"


def parameter_table(agreement: Agreement, language: str) -> Table:
    rows = tuple(
        (key, each.title, text, _basis(agreement, each, language))
        for key, each in agreement.text.parameters.items()
        for text in parameter_texts(agreement, each, language)
    )
    return _table("parameters", ("name", "title", "value", "status"), rows, language)


def parameter_texts(agreement: Agreement, parameter: model.Parameter, language: str) -> Iterator[str]:
    """The value of a parameter, or one text for each date."""
    unit = f" {parameter.unit}" if parameter.unit and parameter.unit != "grade" else ""
    if parameter.dated is None:
        yield nested_text(agreement, parameter.value, language) + unit
        return
    for date, value in parameter.dated.items():
        yield f"{say('command.from_date', language, date=date)}: {nested_text(agreement, value, language)}{unit}"


def nested_text(agreement: Agreement, value: Any, language: str) -> str:
    if isinstance(value, dict):
        return ", ".join(
            f"{label_text(agreement, key, language)} {nested_text(agreement, each, language)}"
            if not isinstance(each, dict)
            else f"{label_text(agreement, key, language)} ({nested_text(agreement, each, language)})"
            for key, each in value.items()
        )
    if isinstance(value, bool):
        return say("terms.yes" if value else "terms.no", language)
    if isinstance(value, Decimal):
        return format(value, "f")
    return "—" if value is None else str(value)


def band_table(agreement: Agreement, language: str) -> Table:
    rows: list[tuple[str, ...]] = []
    for key, each in agreement.text.tables.items():
        versions = {"": each.bands} if each.bands else each.dated or {}
        for date, bands in versions.items():
            start = f"{say('command.from_date', language, date=date)}: " if date else ""
            rows += [
                (
                    key,
                    each.title,
                    f"{start}{one.range} {each.of or ''}".rstrip(),
                    f"{nested_text(agreement, one.value, language)} {each.gives or ''}".rstrip(),
                    _basis(agreement, each, language),
                )
                for one in bands or ()
            ]
    return _table("tables", ("name", "title", "band", "value", "status"), tuple(rows), language)


def input_table(agreement: Agreement, language: str) -> Table:
    rows = tuple(
        (
            key,
            each.title,
            f"{say(f'terms.kind_{each.kind}', language)} {each.unit or ''}".strip(),
            _word("must_be_declared", language)
            if each.default is None
            else f"{_word('default', language)}: {nested_text(agreement, each.default, language)}",
            _basis(agreement, each, language),
        )
        for key, each in agreement.text.inputs.items()
    )
    return _table("inputs", ("name", "title", "unit", "value", "status"), rows, language)


def print_rules(out: Console, agreement: Agreement, language: str) -> None:
    """Each rule as a block: its name and title, what it gives, the formula, the formula in words."""
    out.print(_word("rules_of", language), style="italic")
    for each in agreement.text.rules:
        formula = agreement.checked.rules[each.name]
        gives = f"[{axes_text(formula.axes, language)} → {kind_text(formula, language)}]"
        out.print(f"  {each.title}  {each.name}  {gives}  {_basis(agreement, each, language)}", soft_wrap=True)
        print_formula(out, agreement, formula, language)


def print_formula(out: Console, agreement: Agreement, formula: Formula, language: str) -> None:
    """A formula as it is written, and below it in words."""
    words = InWords(lambda name: title_of(agreement, name, language), grade_text, language).text(formula.tree)
    out.print(f"      {' '.join(formula.text.split())}", soft_wrap=True)
    if words != formula.text:
        out.print(f"      {_word('in_words', language)}{words}", soft_wrap=True)


def title_of(agreement: Agreement, name: str, language: str) -> str:
    """What a name, label, role or table of a formula is called."""
    if name in ("upstream", "downstream", "quarter", "half_year"):
        return _word(name, language)
    found = agreement.called(name, language)
    return label_text(agreement, name, language) if found == name else found


def axes_text(axes: Iterable[str], language: str) -> str:
    """Axes in words."""
    return " × ".join(say(f"formula.axis_{axis}", language) for axis in axes) or "—"


def print_transfers(out: Console, agreement: Agreement, language: str) -> None:
    """Each transfer and limit as a block: who pays whom, at which coordinates, how much."""
    out.print(_word("transfers", language), style="italic")
    for each in agreement.text.transfers:
        sides = f"{side_text(agreement, each.payer, language)} → {side_text(agreement, each.payee, language)}"
        due = f"  {each.due}" if each.due else ""
        per = axes_text(each.per, language)
        line = f"  {each.title}  {each.name}  [{per}]  {sides}{due}  {_basis(agreement, each, language)}"
        out.print(line, soft_wrap=True)
        print_formula(out, agreement, agreement.checked.amounts[each.name], language)
    if not agreement.text.limits:
        return
    out.print(_word("limits", language), style="italic")
    for limit, formula in zip(agreement.text.limits, agreement.checked.caps, strict=True):
        of = "、".join(agreement.called(name, language) for name in limit.of)
        per = axes_text(limit.per, language)
        out.print(f"  {limit.title}  [{per}]  {of}  {_basis(agreement, limit, language)}", soft_wrap=True)
        print_formula(out, agreement, formula, language)


def kind_text(formula: Formula, language: str) -> str:
    """What a formula gives, each kind once."""
    which = 0 if language == "zh" else 1
    return " / ".join(dict.fromkeys(kind.words()[which] for kind in formula.kinds))


def side_text(agreement: Agreement, side: str | model.Account, language: str) -> str:
    """Who stands on one side of a transfer: a name, or a role in words."""
    if isinstance(side, model.Account):
        return f"{agreement.name_of(side.fund, language)}·{side_text(agreement, side.account, language)}"
    if side in ("upstream", "downstream", "party"):
        return _word(side, language)
    return agreement.name_of(side, language)


def unconfirmed_table(agreement: Agreement, language: str) -> Table:
    rows = tuple(
        (each.path, each.title, say(f"terms.status_{each.status}", language), each.note)
        for each in agreement.unconfirmed
    )
    return _table("unconfirmed", ("path", "title", "status", "note"), rows, language)


def money_text(money: model.Money, language: str) -> str:
    mode = say_both(f"terms.mode_{money.rounding}")
    return say(f"command.money_{money.round}", language, unit=money.unit, decimals=money.decimals, mode=mode)


def _basis(agreement: Agreement, term: model.Term, language: str) -> str:
    """The clause and status of a term."""
    status = say(f"terms.status_{agreement.status(term)}", language)
    return f"{term.clause}; {status}" if term.clause else status


def _named(agreement: Agreement, key: str | None, language: str) -> str:
    return agreement.name_of(key, language) if key else ""


def _word(key: str, language: str) -> str:
    return say(f"command.{key}", language)


def _table(title: str, keys: tuple[str, ...], rows: tuple[tuple[str, ...], ...], language: str) -> Table:
    return Table(_word(title, language), tuple(_word(key, language) for key in keys), rows)
