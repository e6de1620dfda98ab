"""A local standard (地方标准): limits of a province or basin as a data file of its own, ``NAME.standard.yaml``.

It is found as the agreement that is extended is: beside the file that names it, else among those that come with the
library, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.findings import Findings
from ecocomp.agreement.source_text import SourceText
from ecocomp.agreement.validating import validated
from ecocomp.strict_yaml import read_yaml

ENDING = ".standard.yaml"
#: The key of the format version, by which the two kinds of files are told apart.
VERSION = "ecocomp_standard"


@dataclass(frozen=True)
class LocalStandard:
    """A local standard as read: what it says, the same as plain data, its text, and where findings about it go."""

    text: model.LocalStandardFile
    data: Any
    source: SourceText
    findings: Findings


def local_standard(source: SourceText, findings: Findings) -> LocalStandard | None:
    """The standard that a text says, or None; what is wrong with it is added to the agreement's ``findings``."""
    document = read_yaml(source.text, source.file)
    own = Findings(source.file, document.marks, document.problems)
    text: model.LocalStandardFile | None = None
    if not isinstance(document.data, dict):
        if not own.problems:
            own.add("agreement.not_a_mapping", ())
    elif VERSION not in document.data:
        own.add("agreement.no_standard", ())
    else:
        text = validated(document.data, own, model.LocalStandardFile)
    findings.problems += own.problems
    return None if text is None else LocalStandard(text, document.data, source, own)
