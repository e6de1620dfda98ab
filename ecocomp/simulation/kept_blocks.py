"""Blocks that are finished, kept in a folder, so that a simulation that was broken off can go on."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from ecocomp.errors import OutputError, Place, not_written, problem
from ecocomp.settlement.lines import Holder
from ecocomp.simulation.amounts import ByKind, EveryYear, Name
from ecocomp.simulation.flows import Flow
from ecocomp.wording import Pair, listed, say_both

#: What was asked, beside the blocks.
ASKED = "asked.json"
#: The columns of an outcome; where every year has its amounts there are only the first two.
COLUMNS = ("amounts", "refused", "labels", "group_of", "kinds", "often")


class KeptBlocks:
    """The blocks of one simulation in a folder: ``NUMBER.npz`` each, and ``asked.json``, what they are the answer to.

    Raises OutputError where the folder cannot be written, or holds the blocks of another simulation; with ``overwrite``
    these are taken away.
    """

    def __init__(self, folder: Path, asked: Mapping[str, Any], *, overwrite: bool = False) -> None:
        self.folder = folder
        text = json.dumps(asked, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
        self.key = hashlib.sha256(text.encode()).hexdigest()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if (folder / ASKED).exists():
                there = (folder / ASKED).read_text(encoding="utf-8", errors="replace")
                if there == text:
                    return
                if not overwrite:
                    what = different(there, asked)
                    raise OutputError(problem("simulation.kept_other", Place(str(folder)), what=what))
                for path in folder.glob("*.npz"):
                    path.unlink()
            self.put(ASKED, text.encode())
        except OSError as trouble:
            self.refuse(folder, trouble)

    def read(self, number: int) -> EveryYear | ByKind | None:
        """A block, None where it is not kept or its file was cut off: it is then worked out once more."""
        try:
            with open(self.folder / f"{number}.npz", "rb") as file, np.load(file, allow_pickle=False) as kept:
                if str(kept["key"]) != self.key:
                    return None
                names = tuple(name_of(each) for each in json.loads(str(kept["names"])))
                columns = {name: kept.get(name) for name in (COLUMNS if "labels" in kept else COLUMNS[:2])}
                by_whole, by_year = map(int, kept["again"])
                made = ByKind if "labels" in kept else EveryYear
                return made(names=names, **columns, by_whole=by_whole, by_year=by_year)
        except (OSError, EOFError, BadZipFile, KeyError, ValueError):
            return None

    def write(self, number: int, outcome: EveryYear | ByKind) -> None:
        """Keep a block. Raises OutputError where it cannot be written."""
        content = io.BytesIO()
        names = [each if isinstance(each, str) else asdict(each) for each in outcome.names]
        np.savez(
            content,
            key=np.array(self.key),
            names=np.array(json.dumps(names, ensure_ascii=False)),
            again=np.array([outcome.by_whole, outcome.by_year]),
            **{name: getattr(outcome, name) for name in COLUMNS if getattr(outcome, name, None) is not None},
        )
        try:
            self.put(f"{number}.npz", content.getvalue())
        except OSError as trouble:
            self.refuse(self.folder / f"{number}.npz", trouble)

    def put(self, name: str, content: bytes) -> None:
        """Write a file whole, then move it to its place."""
        beside = self.folder / f".{name}"  # always the same one, so that broken-off runs leave nothing behind
        with open(beside, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self.folder / name)

    def refuse(self, path: Path, trouble: OSError) -> None:
        """Raises OutputError for what could not be written."""
        if isinstance(trouble, OutputError):
            raise trouble
        raise not_written(path, trouble) from None


def name_of(said: Any) -> Name:
    """A party or a flow as it was written."""
    if isinstance(said, str):
        return said
    payer, payee = (Holder(*said[side]) for side in ("payer", "payee"))
    return Flow(payer, payee, said["transfer"], said["limit"], said["section"])


def different(there: str, asked: Mapping[str, Any]) -> Pair:
    """What of a simulation is not as it was when its blocks were kept, in words."""
    try:
        before = json.loads(there)
    except ValueError:
        before = None
    if not isinstance(before, dict):
        before = {}
    named = {
        "versions": say_both("simulation.asked_versions"),
        "agreement": say_both("simulation.asked_agreement"),
        "period": say_both("simulation.asked_period"),
        "inputs": say_both("simulation.asked_inputs"),
        "scenarios": say_both("simulation.asked_scenarios"),
        "seed": say_both("simulation.asked_seed"),
        "terms": say_both("simulation.asked_terms"),
        "history": say_both("simulation.asked_history"),
        "exact": say_both("simulation.asked_exact"),
        "detail": say_both("simulation.asked_detail"),
    }
    found = [words for name, words in named.items() if before.get(name) != json.loads(json.dumps(asked[name]))]
    return listed(found)
