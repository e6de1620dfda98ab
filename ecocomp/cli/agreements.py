"""The commands of agreements alone: check, corpus, show, template, schema."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ecocomp.cli.reporting import ERROR, WRONG_CALL, cli, language_option, reporting, tell
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from ecocomp.agreement import Agreement


def print_article_17(agreement: Agreement, language: str) -> None:
    """The seven items of Article 17 of Order 779, and which of them the file lacks."""
    from ecocomp.report.corpus import article_17_table
    from ecocomp.report.terminal import console, print_table

    print_table(console(), article_17_table(agreement, language))


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="AGREEMENT...")
@click.option("--article17", is_flag=True, help="另查生态保护补偿条例第十七条的七项 the seven items of Article 17")
@language_option
def check(files: tuple[str, ...], article17: bool, language: str | None) -> None:
    """检查协议文件,列出全部错误 · Check agreement files and list all errors."""
    from ecocomp.agreement import load_agreement
    from ecocomp.errors import EcocompError, RequestError

    chosen = language_in_use(language)
    count, code = 0, WRONG_CALL
    for file in files:
        try:
            agreement = load_agreement(file)
        except EcocompError as trouble:
            count += len(trouble.problems)
            tell(trouble.text(chosen), err=True)
            code = code if isinstance(trouble, RequestError) else ERROR
            continue
        text = agreement.text
        counts = {"parties": len(text.parties), "sections": len(text.sections)}
        counts |= {"rules": len(text.rules), "transfers": len(text.transfers)}
        tell(say("command.ok", chosen, file=file, **counts))
        if agreement.unconfirmed:
            tell(say("command.ok_unconfirmed", chosen, file=file, count=len(agreement.unconfirmed)))
        if article17:
            print_article_17(agreement, chosen)
    if count:
        tell(say("command.bad", chosen, count=count), err=True)
        sys.exit(code)


@cli.command()
@language_option
@reporting
def corpus(language: str | None) -> None:
    """列出协议库:各方、资金规则、依据状态、复算的结果 · List the corpus: parties, money rule, how well each known."""
    from ecocomp.agreement import corpus_entries
    from ecocomp.report.corpus import corpus_table
    from ecocomp.report.terminal import console, print_table

    print_table(console(), corpus_table(corpus_entries(), language_in_use(language)))


@cli.command()
@click.argument("file", metavar="AGREEMENT")
@language_option
@reporting
def show(file: str, language: str | None) -> None:
    """用文字显示一份协议 · Show an agreement in words: parties, sections, formulas, unconfirmed terms."""
    from ecocomp.agreement import load_agreement
    from ecocomp.report.show import print_agreement

    print_agreement(load_agreement(file), language_in_use(language))


@cli.command()
@click.argument("file", metavar="AGREEMENT")
@click.option("--year", type=int, help="考核年度,缺省为今年 assessment year, by default this year")
@click.option("--out", type=click.Path(), help="写出的工作簿 the workbook to write (.xlsx)")
@click.option("--overwrite", is_flag=True, help="覆盖已有文件 replace a file that is there already")
@language_option
@reporting
def template(file: str, year: int | None, out: str | None, overwrite: bool, language: str | None) -> None:
    """写出监测数据填报表(xlsx) · Write the workbook that bureaus fill in with monitoring data."""
    import datetime

    from ecocomp.agreement import load_agreement
    from ecocomp.report.template import default_year, file_name, form_of, write_template

    chosen = language_in_use(language)
    agreement = load_agreement(file)
    if year is None:
        year = default_year(agreement, datetime.date.today())
        tell(say("template.year_taken", chosen, year=year), err=True)
    target = file_name(agreement, year, chosen) if out is None else out
    path = write_template(agreement, target, year=year, language=chosen, overwrite=overwrite)
    form = form_of(agreement, year)
    outside = form.told_outside_term(chosen)
    if outside:
        tell(outside, err=True)
    counts = {"rows": len(form.rows), "sections": len(agreement.sections), "months": len(form.period.months)}
    tell(say("template.written_by_day" if form.daily else "template.written", chosen, path=path, **counts))


@cli.command()
def schema() -> None:
    """输出协议文件的 JSON Schema · Print the JSON Schema of agreement files."""
    import json

    from ecocomp.agreement.model import json_schema

    tell(json.dumps(json_schema(), ensure_ascii=False, indent=1))
