"""Whether a record holds what it says: by its digests, and by settling anew from the record alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from types import MappingProxyType

from ecocomp.errors import EcocompError, Place, Problem, RequestError, problem
from ecocomp.record.first_difference import Comparison, FirstDifference
from ecocomp.record.format1 import PARTS
from ecocomp.record.making import standards
from ecocomp.record.record import Record, read_record
from ecocomp.record.restatement_part import wrong_restatement
from ecocomp.record.signing import Signature, read_signature
from ecocomp.wording import language_in_use, say, say_both

NO_KEYS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Verification:
    """What came of verifying a record (存证核验).

    ``problems`` are digests that do not fit and what kept it from being settled anew; ``difference`` is the first
    figure that differs; ``notes`` say what was not checked and by which version it was made; ``signatures`` are those
    that were given, also wrong ones. ``earlier`` is the record that it restates, where the two were compared.
    """

    record: Record
    problems: tuple[Problem, ...]
    difference: FirstDifference | None
    notes: tuple[Problem, ...] = ()
    signatures: tuple[Signature, ...] = ()
    earlier: Record | None = None

    @property
    def recomputed(self) -> bool:
        """Whether all digests fit and every figure came out again, whatever signatures and earlier records are like."""
        apart = [each.problem for each in self.signatures]
        return self.difference is None and all(each in apart for each in self.problems)

    @property
    def equal(self) -> bool:
        """Whether all digests fit, every figure came out again and all else that was given is right (相符)."""
        return not self.problems and self.difference is None

    def __bool__(self) -> bool:
        return self.equal

    def text(self, language: str | None = None) -> str:
        """The result in words: what was verified, 相符 or 不符, and what differs."""
        chosen = language_in_use(language)
        said = self.record.said
        head = {"title": said.agreement.title, "year": said.period.year, "digest": said.digest}
        lines = [say("record.of", chosen, **head)]
        lines += [each.line(chosen) for each in self.problems]
        if self.difference is not None:
            lines.append(self.difference.text(chosen))
        lines += [each.message(chosen) for each in self.notes]
        lines += [self.signed(each, chosen) for each in self.signatures if each.problem is None]
        lines.append(say("record.equal" if self.equal else "record.unequal", chosen))
        if self.equal and self.earlier is not None:
            lines.append(say("record.chain_equal", chosen))
        return "\n".join(lines)

    def signed(self, signature: Signature, language: str) -> str:
        """Who signed, in words, and whether the key is known to be theirs."""
        agreement = self.record.settlement.agreement
        name = agreement.name_of(signature.party, language)
        code = "record.signed" if signature.known else "record.signed_unknown"
        return say(code, language, party=name, fingerprint=signature.fingerprint)

    def __str__(self) -> str:
        return self.text()


def verify_alone(
    record: Record | str | os.PathLike[str],
    *,
    signatures: Iterable[str | os.PathLike[str]] = (),
    keys: Mapping[str, str | os.PathLike[str]] = NO_KEYS,
    language: str | None = None,
) -> Verification:
    """Recompute a record from nothing but itself and compare; see :func:`ecocomp.verify`."""
    signatures = tuple(signatures)
    if keys and not signatures:
        raise RequestError(problem("record.key_alone"))
    found = record if isinstance(record, Record) else read_record(record)
    place = Place(found.file)
    problems = broken_parts(found)
    problems += wrong_restatement(found)
    notes = []
    made = found.said.versions
    if made.ecocomp != version("ecocomp"):
        notes.append(problem("record.other_version", severity="note", made=made.ecocomp, now=version("ecocomp")))
    if made.standards != dict(standards()):
        changed = sorted({name for name, _ in made.standards.items() ^ dict(standards()).items()})
        notes.append(problem("record.other_standards", severity="note", files=", ".join(changed)))
    difference = None
    try:
        difference = Comparison(found.settlement, found.data, language).first()
    except EcocompError as trouble:
        problems += [problem("record.not_settled", place), *trouble.problems]
        return Verification(found, tuple(problems), difference, tuple(notes))
    signed = tuple(read_signature(each, found, keys) for each in signatures)
    problems += [each.problem for each in signed if each.problem is not None]
    return Verification(found, tuple(problems), difference, tuple(notes), signed)


def broken_parts(record: Record) -> list[Problem]:
    """The parts of a record, and the whole, whose digests do not fit."""
    words = {part: say_both(part_key(part)) for part in record.broken}
    codes = {part: f"record.broken_{'whole' if part == 'digest' else 'part'}" for part in words}
    return [problem(codes[part], Place(record.file), part=part, name=name) for part, name in words.items()]


def part_key(part: str) -> str:
    """The wording of a part's name; a record may give digests of parts that there are not."""
    return f"record.part_{part if part in PARTS or part == 'digest' else 'other'}"
