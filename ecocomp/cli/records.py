"""The commands on records: verify, make-key, sign and diff."""

from __future__ import annotations

import sys

import click

from ecocomp.cli.reporting import ERROR, cli, language_option, reporting, tell
from ecocomp.cli.working import stepping, working
from ecocomp.wording import language_in_use, say


@cli.command()
@click.argument("record", type=click.Path())
@click.option(
    "--earlier",
    type=click.Path(),
    metavar="RECORD",
    help="被更正的存证:重新得出差额及原因 the record that this one restates, to work out its differences anew",
)
@click.option(
    "--signature", "signatures", multiple=True, type=click.Path(), metavar="FILE", help="签名文件 a signature"
)
@click.option("--key", "keys", multiple=True, metavar="PARTY=FILE", help="缔约方的公钥 the public key of a party")
@language_option
@reporting
def verify(
    record: str, earlier: str | None, signatures: tuple[str, ...], keys: tuple[str, ...], language: str | None
) -> None:
    """核验结算存证:仅凭存证重新计算,相符或指出第一处差异 · Verify a record by computing it anew from itself alone."""
    from ecocomp.differences import verify as verified

    chosen = language_in_use(language)
    public = keys_given(keys)
    with working("record.working", chosen):
        found = verified(record, earlier=earlier, signatures=signatures, keys=public, language=chosen)
    tell(found.text(chosen))
    if not found.equal:
        sys.exit(ERROR)


def keys_given(pairs: tuple[str, ...]) -> dict[str, str]:
    """The files of public keys by party. RequestError for what is written otherwise, and for two keys of one party."""
    from ecocomp.errors import RequestError, problem

    found: dict[str, str] = {}
    problems = []
    for pair in pairs:
        party, sign, file = pair.partition("=")
        if not (party and sign and file):
            problems.append(problem("record.key_form", found=pair))
        elif found.get(party, file) != file:
            problems.append(problem("record.key_twice", party=party, first=found[party], second=file))
        else:
            found[party] = file
    if problems:
        raise RequestError(problems)
    return found


password_option = click.option("--password", is_flag=True, help="私钥带口令,运行时询问 the private key has a password")


@cli.command("make-key")
@click.argument("name", type=click.Path())
@password_option
@language_option
@reporting
def make_key(name: str, password: bool, language: str | None) -> None:
    """生成签名密钥:NAME.key.pem 与 NAME.pub.pem · Make a key to sign with: a private and a public file."""
    from ecocomp.record.signing import fingerprint, new_key, public_key, raw
    from ecocomp.report.key_files import write_keys

    chosen = language_in_use(language)
    word = click.prompt(say("record.password", chosen), hide_input=True, confirmation_prompt=True) if password else None
    private, public = write_keys(name, *new_key(word))
    told = fingerprint(raw(public_key(public)))
    tell(say("record.key_written", chosen, private=private, public=public, fingerprint=told))


@cli.command()
@click.argument("record", type=click.Path())
@click.option("--party", required=True, help="签名的缔约方 the party that signs")
@click.option("--key", required=True, type=click.Path(), metavar="FILE", help="私钥 the private key")
@password_option
@click.option("--out", type=click.Path(), metavar="FILE", help="签名文件 the file to write")
@language_option
@reporting
def sign(record: str, party: str, key: str, password: bool, out: str | None, language: str | None) -> None:
    """核验结算存证并签名 · Verify a record and sign it."""
    from pathlib import Path

    from ecocomp.differences import verify as verified
    from ecocomp.record.signing import party_of
    from ecocomp.record.signing import sign as signature_of
    from ecocomp.report.files import write_all

    chosen = language_in_use(language)
    with working("record.working", chosen):
        found = verified(record, language=chosen)
    if not found.equal:
        tell(found.text(chosen))
        sys.exit(ERROR)
    word = click.prompt(say("record.password", chosen), hide_input=True) if password else None
    content = signature_of(found.record, party, key, password=word)
    signer = party_of(found.record, party)
    path = Path(out) if out is not None else Path(record).with_name(f"{Path(record).stem}-{signer}.sig.json")
    write_all(path.parent, {path.name: content}, read=[record, key])
    tell(found.text(chosen))
    name = found.record.settlement.agreement.name_of(signer, chosen)
    tell(say("record.signature_written", chosen, party=name, path=path))


@cli.command()
@click.argument("before", type=click.Path())
@click.argument("after", type=click.Path())
@click.option("--out", type=click.Path(), help="写出 CSV 的文件夹 folder for the tables as CSV")
@click.option("--all", "everything", is_flag=True, help="列出全部差异 print all differences")
@language_option
@reporting
def diff(before: str, after: str, out: str | None, everything: bool, language: str | None) -> None:
    """比较两份结算存证:什么不同,各使每笔划拨变动多少 · Compare two records: what differs, and what it does."""
    from ecocomp.differences import diff as differences_of
    from ecocomp.report.differences import print_differences, save

    chosen = language_in_use(language)
    with stepping("differences.working", chosen) as progress:
        found = differences_of(before, after, progress=progress)
    print_differences(found, chosen, everything)
    if out is not None:
        paths = save(found, out, chosen)
        tell(say("command.written", chosen, folder=out, files=", ".join(path.name for path in paths)))
