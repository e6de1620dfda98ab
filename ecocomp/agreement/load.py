"""Loading agreements: from the corpus by name, or from a file of one's own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.check import check, read_formulas
from ecocomp.agreement.extending import extended
from ecocomp.agreement.findings import Findings
from ecocomp.agreement.local_standard import ENDING, VERSION, LocalStandard, local_standard
from ecocomp.agreement.model import FILE_NAME, AgreementFile
from ecocomp.agreement.named_sets import with_sets_expanded
from ecocomp.agreement.source_text import SourceText
from ecocomp.agreement.suspects import standing_in
from ecocomp.agreement.validating import validated
from ecocomp.errors import AgreementError, EcocompError, Place, Problem, RequestError, problem
from ecocomp.small_file import leads_outside, small_text
from ecocomp.strict_yaml import Document, read_yaml

LONGEST_CHAIN = 8
#: Where an agreement names its local standard.
STANDARD = ("readings", "local_standard")
LONGEST_NAME = 80


def corpus_folder() -> Path:
    """The folder of the agreements that come with the library: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "corpus"
    return shipped if shipped.is_dir() else package.parent / "agreements"


@cache
def _corpus(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.rglob("*.yaml")) if not path.name.endswith(ENDING)}


@cache
def _standards(folder: Path) -> dict[str, Path]:
    return {path.name.removesuffix(ENDING): path for path in sorted(folder.rglob(f"*{ENDING}"))}


def corpus_names() -> list[str]:
    """The names of all agreements that come with the library."""
    return list(_corpus(corpus_folder()))


def load_agreement(name: str | os.PathLike[str]) -> Agreement:
    """Load an agreement by its name in the corpus (``"fuli-river"``) or by the path of a YAML file.

    Raises RequestError for a name that is not in the corpus, AgreementError with all problems of the file, each
    with file, line and column.

    >>> load_agreement("fuli-river").title
    '府澴河流域横向生态保护补偿协议'
    """
    path = find_agreement(name)
    return read_agreement(file_text(path), file=_shown(path), folder=path.parent)


def find_agreement(name: str | os.PathLike[str]) -> Path:
    """The file of an agreement given by name or path."""
    if not isinstance(name, str | os.PathLike):
        raise RequestError(problem("agreement.name_type", found=type(name).__name__))
    text = os.fspath(name)
    if text.endswith((".yaml", ".yml")) or os.sep in text or "/" in text:
        path = Path(text)
        if not _exists(path):
            raise RequestError(problem("agreement.no_file", Place(text)))
        return path
    corpus = _corpus(corpus_folder())
    if text not in corpus:
        close = get_close_matches(text, corpus, 1)
        if close:
            raise RequestError(problem("agreement.not_in_corpus_close", found=text, close=close[0]))
        raise RequestError(problem("agreement.not_in_corpus", found=text, choices=", ".join(corpus)))
    return corpus[text]


def _exists(path: Path) -> bool:
    """Whether there is something at a path; a path that no system can have has nothing."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def read_agreement(text: str, *, file: str = "agreement.yaml", folder: Path | None = None) -> Agreement:
    """An agreement from the text of its file; ``extends`` is looked up in ``folder``, then in the corpus.

    Raises AgreementError with all problems, RequestError for what is no text.
    """
    if not isinstance(text, str):
        raise RequestError(problem("agreement.text_type", found=type(text).__name__))
    documents = [read_yaml(text, file)]
    texts = [SourceText(file, text)]
    folders = {file: folder}
    for base, place in _bases(documents, folder):
        if len(documents) >= LONGEST_CHAIN or _shown(base) in folders:
            raise AgreementError(problem("agreement.extends_circle", place, found=base.stem))
        folders[_shown(base)] = base.parent
        texts.append(SourceText(_shown(base), file_text(base)))
        documents.append(read_yaml(texts[-1].text, _shown(base)))
    document = _joined(documents)
    return _made(document, texts, lambda findings: _local_standard(document, folders, findings))


def agreement_of_texts(texts: Sequence[SourceText], standard: SourceText | None = None) -> Agreement:
    """The agreement that texts say, each of which extends the next; no file is looked for, not even in the corpus.

    ``texts`` are those of :attr:`Agreement.texts`, ``standard`` that of ``Agreement.own_standard.source``.
    Raises AgreementError with all problems, as for a base or standard that is named and not given.
    """
    documents = [read_yaml(each.text, each.file) for each in texts[:LONGEST_CHAIN]]
    last = documents[-1]
    if isinstance(last.data, dict) and "extends" in last.data:
        found = str(last.data["extends"])
        raise AgreementError(problem("agreement.extends_not_given", last.marks[("extends",)].place, found=found))
    return agreement_of_document(_joined(documents), texts, standard)


def agreement_of_document(
    document: Document, texts: Sequence[SourceText], standard: SourceText | None = None
) -> Agreement:
    """The agreement that a document says, made of ``texts``; AgreementError with all problems."""

    def local(findings: Findings) -> LocalStandard | None:
        name = _standard_named(document)
        if standard is None and name is not None:
            findings.add("agreement.standard_missing", STANDARD, found=f"{name}{ENDING}")
        return None if standard is None or name is None else local_standard(standard, findings)

    return _made(document, texts, local)


def _joined(documents: list[Document]) -> Document:
    """Documents each of which extends the next, as one; those that are no mappings keep their problems."""
    document = documents.pop()
    while documents:
        over = documents.pop()
        if not isinstance(document.data, dict) or not isinstance(over.data, dict):
            document.problems += over.problems
            break
        document = extended(document, over)
    return document


def patched_agreement(agreement: Agreement, text: str, *, file: str) -> Agreement:
    """An agreement with what a text says put in its place, as a file that ``extends`` it would.

    The text, which ``file`` names, says what differs alone. Raises AgreementError with all problems.
    """
    over = read_yaml(text, file)
    if over.problems or not isinstance(over.data, dict) or not over.data or "extends" in over.data:
        raise AgreementError(over.problems or problem("agreement.no_patch", Place(file)))
    base = agreement.document
    document = extended(base, over)

    def local(findings: Findings) -> LocalStandard | None:
        if document.marks.get(STANDARD) == base.marks.get(STANDARD):
            return agreement.own_standard
        return _local_standard(document, {}, findings)

    return _made(document, [SourceText(file, text), *agreement.texts], local)


def _made(
    document: Document, texts: Sequence[SourceText], standard: Callable[[Findings], LocalStandard | None]
) -> Agreement:
    """The agreement that a document says, checked. Raises AgreementError with all problems."""
    file = texts[0].file
    findings = Findings(file, document.marks, document.problems, document.removed)
    if not isinstance(document.data, dict):
        if not findings.problems:
            findings.add("agreement.not_a_mapping", ())
        raise AgreementError(_in_order(findings))
    if VERSION in document.data:
        raise AgreementError(problem("agreement.is_standard", Place(file)))
    document.data.pop("extends", None)
    sets = with_sets_expanded(document.data, document.marks)
    local = standard(findings)
    described = validated(document.data, findings, AgreementFile)
    if described is None:
        rest = standing_in(document.data)
        if rest is None:
            read_formulas(document.data, findings)
        else:
            file_of_rest, suspects = rest
            findings.muted = suspects.muted
            check(file_of_rest, findings, local, suspects)
        raise AgreementError(_in_order(findings))
    checked = check(described, findings, local)
    if checked is None:
        raise AgreementError(_in_order(findings))
    return Agreement(described, checked, document.marks, document.data, tuple(texts), local, sets)


def _local_standard(document: Document, folders: Mapping[str, Path | None], findings: Findings) -> LocalStandard | None:
    """The local standard that an agreement names: beside the file that names it, else one that the library has."""
    name = _standard_named(document)
    if name is None:
        return None
    folder = folders.get(document.marks[STANDARD].file)
    beside = folder / f"{name}{ENDING}" if folder is not None else None
    found = beside if beside is not None and beside.is_file() else _standards(corpus_folder()).get(name)
    if found is None:
        findings.add("agreement.standard_missing", STANDARD, found=f"{name}{ENDING}")
        return None
    if found is beside and folder is not None and leads_outside(beside, folder):
        findings.add("agreement.leads_outside", STANDARD, found=_shown(beside, resolved=False))
        return None
    try:
        text = file_text(found)
    except EcocompError as trouble:
        findings.problems += trouble.problems
        return None
    return local_standard(SourceText(_shown(found), text), findings)


def _standard_named(document: Document) -> str | None:
    """The local standard that an agreement names; None for nothing, and for what validation will complain of."""
    rules = document.data.get("readings")
    name = rules.get("local_standard") if isinstance(rules, dict) else None
    return name if isinstance(name, str) and re.fullmatch(FILE_NAME, name) else None


def _bases(documents: list[Document], folder: Path | None) -> Iterator[tuple[Path, Place]]:
    """The file that the last document extends, as long as there is one."""
    while isinstance(documents[-1].data, dict) and "extends" in documents[-1].data:
        last = documents[-1]
        name = last.data["extends"]
        place = last.marks[("extends",)].place
        if not isinstance(name, str) or not name or set(name) & set("/\\:.") or len(name) > LONGEST_NAME:
            raise AgreementError(problem("agreement.extends_name", place, found=str(name)))
        beside = folder / f"{name}.yaml" if folder is not None else None
        # a file that extends its own name means the one that comes with the library
        if beside is not None and beside.is_file() and _shown(beside) != last.marks[()].file:
            if folder is not None and leads_outside(beside, folder):
                raise AgreementError(problem("agreement.leads_outside", place, found=_shown(beside, resolved=False)))
            base = beside
        elif name in _corpus(corpus_folder()):
            base = _corpus(corpus_folder())[name]
        else:
            raise AgreementError(_extends_missing(name, place, beside))
        yield base, place
        folder = base.parent  # what the base itself extends stands beside the base


def _extends_missing(name: str, place: Place, beside: Path | None) -> Problem:
    """That there is no such agreement, where it was looked for, and the one whose name is most like it."""
    folder = beside.parent if beside is not None else None
    near = [each.stem for each in folder.glob("*.yaml")] if folder is not None and folder.is_dir() else []
    own = [each for each in near if not each.endswith(".standard")]
    close = get_close_matches(name, [*own, *_corpus(corpus_folder())], 1)
    looked = _shown(beside) if beside is not None else f"{name}.yaml"
    if close:
        return problem("agreement.extends_missing_close", place, found=name, beside=looked, close=close[0])
    return problem("agreement.extends_missing", place, found=name, beside=looked)


def _in_order(findings: Findings) -> list[Problem]:
    return sorted(findings.problems, key=lambda each: each.place)


def file_text(path: Path) -> str:
    """The text of an agreement or of what belongs to one; RequestError or AgreementError where there is none."""
    return small_text(path, _shown(path), AgreementError)


def _shown(path: Path, *, resolved: bool = True) -> str:
    """A path as people see it: relative to where they stand, if it is below; of a link where it leads, if asked for."""
    try:
        return str((path.resolve() if resolved else path.absolute()).relative_to(Path.cwd()))
    except (ValueError, OSError, RuntimeError):  # not below, no current folder any more, or links in a circle
        return str(path)
