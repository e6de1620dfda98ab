"""The agreement in a record: its texts in, the agreement out, without a look at any file."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.load import agreement_of_texts
from ecocomp.agreement.source_text import SourceText
from ecocomp.record.format1 import AgreementPart, TextFile


def agreement_data(agreement: Agreement) -> dict[str, Any]:
    """The part that holds an agreement."""
    names = file_names(agreement)
    texts = [{"file": names[each.file], "text": each.text} for each in agreement.texts]
    standard = agreement.own_standard
    found: dict[str, Any] = {
        "id": agreement.id,
        "title": agreement.title,
        "digest": agreement.digest,
        "official": not agreement.unconfirmed,
        "texts": texts,
    }
    if standard is not None:
        found["local_standard"] = {"file": names[standard.source.file], "text": standard.source.text}
    return found


def file_names(agreement: Agreement) -> dict[str, str]:
    """What each file of an agreement is called in a record: without folders, which differ from machine to machine.

    A file that extends one of its own name is told apart by a number.
    """
    found: dict[str, str] = {}
    for file in agreement.files:
        name = PurePath(file).name
        same = sum(PurePath(other).name == name for other in found)
        found[file] = f"{name}#{same + 1}" if same else name
    return found


def agreement_of(part: AgreementPart) -> Agreement:
    """The agreement that a part holds. Raises AgreementError with all that is wrong with its texts."""
    standard = part.local_standard
    return agreement_of_texts([_source(each) for each in part.texts], None if standard is None else _source(standard))


def _source(file: TextFile) -> SourceText:
    return SourceText(file.file, file.text)
