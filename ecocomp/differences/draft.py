"""What a settlement rests on, piece by piece, so that one piece after the other can be put in place of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.extending import stamp
from ecocomp.agreement.load import agreement_of_document
from ecocomp.agreement.source_text import SourceText
from ecocomp.differences.declared import Declared, declared_of, inputs_for
from ecocomp.formula.work import Work
from ecocomp.period import Period
from ecocomp.readings.columns import columns_of
from ecocomp.readings.reading import Reading
from ecocomp.readings.readings import Readings
from ecocomp.settlement.input_labels import InputLabels
from ecocomp.settlement.result import Settlement
from ecocomp.settlement.settling import settled
from ecocomp.strict_yaml import Document, Mark, Path

#: Section, province, basin, time, indicator and method, and how many of these came before.
ReadingKey = tuple[str, str, str, str, str, str, int]


class Marks(dict[Path, Mark]):
    """Where each part of a document stands; what stands nowhere, stands where the part above it does."""

    def __missing__(self, path: Path) -> Mark:
        if not path:
            raise KeyError(path)
        return self[path[:-1]]


@dataclass(frozen=True)
class Terms:
    """An agreement as data, in the middle of being changed."""

    data: Mapping[str, Any]
    marks: Marks
    texts: tuple[SourceText, ...]
    standard: SourceText | None

    @cached_property
    def agreement(self) -> Agreement:
        """The agreement; AgreementError where what was changed so far is none."""
        document = Document(deepcopy(dict(self.data)), Marks(self.marks))
        return agreement_of_document(document, self.texts, self.standard)


@dataclass(frozen=True)
class Draft:
    """All that a settlement rests on."""

    terms: Terms
    period: Period
    lenient: bool
    inputs: Mapping[str, Declared]
    readings: Mapping[ReadingKey, Reading] = field(repr=False)

    @property
    def size(self) -> int:
        """How much there is to read anew for a settlement: the characters of the agreement, and the readings."""
        return sum(len(each.text) for each in self.terms.texts) + len(self.readings)

    def settlement(self, work: Work) -> Settlement:
        """The settlement, whose work is counted. AgreementError and SettlementError where these pieces make none."""
        agreement = self.terms.agreement
        inputs, sources = inputs_for(agreement, self.period, self.inputs)
        readings = Readings(columns_of(self.readings.values()).in_order())
        return settled(agreement, readings, self.period, inputs, sources=sources, lenient=self.lenient, work=work)

    def with_terms(self, data: Mapping[str, Any]) -> Draft:
        """The same with another agreement."""
        return replace(self, terms=replace(self.terms, data=data))

    def toward(self, after: Draft) -> Draft:
        """The same with what is declared of labels that only the other has, such as a party that joins."""
        return replace(self, inputs={name: each.joined(after.inputs.get(name)) for name, each in self.inputs.items()})


def draft_of(settlement: Settlement) -> Draft:
    """What a settlement rests on."""
    agreement = settlement.agreement
    standard = agreement.own_standard
    document = agreement.document
    stamp(document)  # a status that stands at the top of one file and at each term of the other makes no difference
    terms = Terms(
        document.data,
        Marks(document.marks),
        agreement.texts,
        None if standard is None else standard.source,
    )
    labels, sources = InputLabels(agreement, settlement.period), settlement.scope.sources
    inputs = {name: declared_of(named, sources[name], labels) for name, named in settlement.inputs.items()}
    return Draft(terms, settlement.period, settlement.lenient, inputs, keyed(settlement.readings))


def keyed(readings: Readings) -> dict[ReadingKey, Reading]:
    """Readings by what they are of."""
    found: dict[ReadingKey, Reading] = {}
    before: Counter[tuple[str, ...]] = Counter()
    for each in readings:
        said = (each.section, each.province, each.basin, each.when, each.indicator, each.method)
        found[*said, before[said]] = each
        before[said] += 1
    return found
