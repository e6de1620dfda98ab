"""The command that balances payments against records: balance."""

from __future__ import annotations

import click

from ecocomp.cli.reporting import cli, language_option, reporting, tell
from ecocomp.wording import language_in_use, say


@cli.command()
@click.argument("records", nargs=-1, required=True, type=click.Path(), metavar="RECORD...")
@click.option(
    "--payments",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="收付款台账 CSV、xlsx、xls、ods ledger of payments; 可写多次 may be given several times",
)
@click.option("--on", required=True, metavar="DATE", help="对账日 the day of the balance: 2025-06-30")
@click.option("--out", type=click.Path(), help="写出 CSV 的文件夹 folder for CSV")
@click.option("--all", "everything", is_flag=True, help="列出全部款项与收付款 print all debts, lines and payments")
@language_option
@reporting
def balance(
    records: tuple[str, ...],
    payments: tuple[str, ...],
    on: str,
    out: str | None,
    everything: bool,
    language: str | None,
) -> None:
    """收付对账:已付、未付、逾期、跨年抵扣 · Balance payments against records: what is paid, left, overdue, set off.

    RECORD 是结算存证 record.json,每个考核年度一份。RECORD is a record.json, one for each assessment year.
    """
    from pathlib import Path

    from ecocomp.payments.balance import balance as balanced
    from ecocomp.payments.balance import day_of, years_of
    from ecocomp.payments.holders import merged
    from ecocomp.payments.read import read_payments
    from ecocomp.record import read_record
    from ecocomp.report.balance_files import files_of, print_balance, save
    from ecocomp.report.targets import refuse_targets
    from ecocomp.settlement.result import named_path

    chosen = language_in_use(language)
    read = [*records, *payments]
    if out is not None:
        refuse_targets(files_of(Path(out)), read)
    day = day_of(on)
    given = [read_record(each) for each in records]
    years, _ = years_of(given)
    paid = read_payments(list(payments), merged([each.holders for each in years])) if payments else None
    found = balanced(given, paid, on=day)
    print_balance(found, chosen, everything)
    if out is not None:
        paths = save(found, named_path(out), chosen, read)
        tell(say("command.written", chosen, folder=out, files=", ".join(path.name for path in paths)))
