"""Which files of a folder are agreements, and which hold the declared inputs of each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from ecocomp.agreement.load import corpus_names
from ecocomp.agreement.local_standard import ENDING
from ecocomp.errors import Place, RequestError, problem
from ecocomp.small_file import leads_outside

AGREEMENT_ENDINGS = (".yaml", ".yml")


def is_folder(name: str | os.PathLike[str]) -> bool:
    """Whether a name is that of a folder of agreements; an agreement of the corpus goes before a folder of its name."""
    return os.path.isdir(name) and os.fspath(name) not in corpus_names()


def agreement_files(folder: Path, aside: Path | None = None) -> dict[str, Path]:
    """The agreement files in a folder and the folders in it, by their names without ending, in the order of the paths.

    Local standards, hidden files and folders, and what is in the folder ``aside`` are none. Raises RequestError where
    there is none, where one is a link out of the folder, or where two have the same name, as their results would.
    """
    found: dict[str, Path] = {}
    taken: dict[str, Path] = {}
    for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).parts):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or not _is_yaml(path) or path.name.endswith(ENDING) or _is_in(path, aside):
            continue
        if leads_outside(path, folder):
            raise RequestError(problem("agreement.leads_outside", Place(str(folder)), found=path))
        other = taken.setdefault(path.stem.casefold(), path)  # some file systems take A and a for the same
        if other != path:
            raise RequestError(problem("settlement.many_same_name", Place(str(path)), name=path.stem, other=other))
        found[path.stem] = path
    if not found:
        raise RequestError(problem("settlement.many_no_file", Place(str(folder)), local=ENDING))
    return found


def input_files(folder: str | os.PathLike[str], names: Iterable[str]) -> Mapping[str, Path]:
    """The files of declared inputs in a folder, by the names of the agreements.

    Raises RequestError for what is no folder, and for files whose names are those of no agreement.
    """
    place = Place(os.fspath(folder))
    if not os.path.isdir(folder):
        raise RequestError(problem("settlement.many_inputs_folder", place))
    found = {path.stem: path for path in sorted(Path(folder).iterdir()) if _is_yaml(path)}
    known = set(names)
    unknown = [path.name for name, path in found.items() if name not in known]
    if unknown:
        raise RequestError(problem("settlement.many_inputs_unknown", place, found=", ".join(unknown)))
    return found


def _is_yaml(path: Path) -> bool:
    return path.suffix in AGREEMENT_ENDINGS and not path.name.startswith(".") and not path.is_dir()


def _is_in(path: Path, folder: Path | None) -> bool:
    return folder is not None and path.resolve().is_relative_to(folder.resolve())
