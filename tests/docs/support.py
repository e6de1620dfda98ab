"""The documentation taken apart: its fenced blocks, its tables, and settlements written as the pages write them."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import ecocomp as ec
from ecocomp.money import yuan_text
from ecocomp.settlement.lines import Holder

DOCS = Path(__file__).resolve().parents[2] / "docs"
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)
#: The file that examples of commands and messages speak of.
FILE = "my-agreement.yaml"


class Block(NamedTuple):
    """A fenced block: the word behind the fence, and what is inside."""

    info: str
    text: str

    @property
    def is_agreement(self) -> bool:
        return self.info == "yaml" and self.text.startswith("ecocomp: 1")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def pages() -> list[str]:
    return sorted(str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md"))


def session(name: str) -> int:
    """Runs the session of a page as it stands, in the current folder; how many examples it has."""
    found = doctest.DocTestParser().get_doctest(page(name), {}, name, name, 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(found, out=report.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(report)
    return len(found.examples)


def write_example(folder: Path) -> None:
    """Writes the first example of the page on agreement files, of which other pages speak."""
    first = next(examples("agreement-file.md"))
    (folder / "example-steps.yaml").write_text(first.agreement, encoding="utf-8")
    (folder / "readings.csv").write_text(first.readings, encoding="utf-8")


def blocks(name: str) -> list[Block]:
    return [Block(info, text) for info, text in FENCE.findall(page(name))]


def fragments(name: str) -> list[str]:
    """The YAML blocks that are parts of an agreement."""
    return [each.text for each in blocks(name) if each.info == "yaml" and not each.is_agreement]


class Example(NamedTuple):
    """An agreement of a page, the readings below it, and the results that the page gives."""

    agreement: str
    readings: str
    results: list[str]

    @property
    def id(self) -> str:
        return re.search(r"^id: (\S+)$", self.agreement, re.MULTILINE)[1]


def examples(name: str) -> Iterator[Example]:
    """Each agreement with all blocks up to the next one."""
    found: list[Example] = []
    for block in blocks(name):
        if block.is_agreement:
            found.append(Example(block.text, "", []))
        elif block.info == "csv" and found and not found[-1].readings:
            found[-1] = found[-1]._replace(readings=block.text)
        elif block.info == "result" and found:
            found[-1].results.append(block.text)
    return iter(found)


def tables(name: str, heading: str) -> list[tuple[str, ...]]:
    """The rows of all tables of a page whose heading row begins with ``heading``."""
    found: list[tuple[str, ...]] = []
    inside = False
    for line in page(name).splitlines():
        cells = tuple(cell.strip() for cell in line.strip("|").split(" | ")) if line.startswith("|") else ()
        if not cells:
            inside = False
        elif line.startswith(f"| {heading} |"):
            inside = True
        elif inside and set(cells[0]) != {"-"}:
            found.append(cells)
    return found


def code(text: str) -> list[str]:
    """The texts in backticks of a cell or page; fenced blocks take no part."""
    return re.findall(r"`([^`\n]+)`", FENCE.sub("", text))


def settled(example: Example, folder: Path, **options: object) -> ec.Settlement:
    """The settlement of an example for 2024."""
    file = folder / "readings.csv"
    file.write_text(example.readings, encoding="utf-8")
    agreement = ec.read_agreement(example.agreement, file=FILE)
    return ec.settle(agreement, ec.read_monitoring(file), 2024, **options)


def written(settlement: ec.Settlement, language: str) -> str:
    """A settlement as the pages write it: lines, net positions, funds."""
    return "".join(f"{line}\n" for line in (chinese if language == "zh" else english)(settlement))


def english(settlement: ec.Settlement) -> Iterator[str]:
    for line in settlement.lines:
        where = " ".join(["", *(label for _, label in line.coordinate)])
        yield f"{line.limit or line.name}{where}: {line.payer} pays {line.payee} {yuan_text(line.fen)}"
    for position in settlement.positions:
        yield f"net {position.party} {yuan_text(position.net)}"
    for fund in settlement.funds:
        moved = f"+{yuan_text(fund.received)} -{yuan_text(fund.paid)}"
        yield f"fund {fund.holder} {yuan_text(fund.opening)} {moved} = {yuan_text(fund.closing)}"


def chinese(settlement: ec.Settlement) -> Iterator[str]:
    agreement = settlement.agreement

    def name(label: str) -> str:
        indicators = {"cod": "化学需氧量", "nh3n": "氨氮"}
        return indicators.get(label) or agreement.name_of(label)

    def holder(each: Holder) -> str:
        return f"{name(each.id)}·{name(each.account)}" if each.account else name(each.id)

    for line in settlement.lines:
        where = " ".join(["", *(name(label) for _, label in line.coordinate)])
        yield f"{line.title}{where}：{holder(line.payer)} 支付 {holder(line.payee)} {yuan_text(line.fen)} 元"
    for position in settlement.positions:
        yield f"净额 {name(position.party)}：{yuan_text(position.net)} 元"
    for fund in settlement.funds:
        moved = f"收入 {yuan_text(fund.received)}，支出 {yuan_text(fund.paid)}"
        yield f"{holder(fund.holder)}：期初 {yuan_text(fund.opening)}，{moved}，期末 {yuan_text(fund.closing)} 元"
