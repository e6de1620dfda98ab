"""Where the value of a declared input is from: the command line, a file, the caller, or the agreement's default."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ecocomp.errors import NOWHERE, Place
from ecocomp.wording import Pair, say_both

#: The keys under which a value stands: the name of the input, then a label of each axis that is written.
Keys = tuple[str, ...]
#: A value, or values by label, and the keys under which it stands.
Layer = tuple[Any, Keys]


@dataclass(frozen=True, slots=True)
class Source:
    """``kind`` is ``"option"`` (``--input``), ``"file"`` (``--inputs``), ``"call"`` (``inputs=``) or ``"default"``.

    ``place`` is where it stands, in the file of inputs or, of a default, in the agreement.
    """

    kind: str
    place: Place = NOWHERE

    @property
    def declared(self) -> bool:
        """Whether somebody gave the value."""
        return self.kind != "default"

    @property
    def text(self) -> Pair:
        """The source in words."""
        if self.kind == "file":
            return say_both("settlement.from_file", place=str(self.place))
        if self.kind == "option":
            return say_both("settlement.from_option")
        return say_both("settlement.from_call" if self.declared else "settlement.from_default")


CALL = Source("call")


class GivenInputs(dict[str, Any]):
    """Inputs by name, as ``settle`` takes them, that also know where each value was given.

    ``options`` are those given over them, label by label: which labels are the same is known with the agreement only.
    """

    def __init__(
        self,
        values: Mapping[str, Any],
        sources: Mapping[Keys, Source],
        keys: Mapping[Keys, Place] | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(values)
        self.options = dict(options or {})
        self.sources = dict(sources)
        #: Where each key stands in a file of inputs.
        self.keys_of_file = dict(keys or {})

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that was given."""
        return tuple(dict.fromkeys([*self, *self.options]))

    def without(self, names: Collection[str]) -> GivenInputs:
        """What was given, but for the inputs of these names."""
        values = {name: each for name, each in self.items() if name not in names}
        options = {name: each for name, each in self.options.items() if name not in names}
        return GivenInputs(values, self.sources, self.keys_of_file, options)

    def layers(self, name: str) -> list[Layer]:
        """What was given of an input, what goes over the rest last, each with its keys."""
        return [(values[name], (name,)) for values in (self, self.options) if name in values]

    def source(self, keys: Keys) -> Source:
        """Where the value under ``keys`` was given."""
        return self.sources.get(keys, CALL)

    def place(self, keys: Keys) -> Place:
        """Where the value under ``keys`` stands in a file of inputs, or else the key; nowhere if it is from none."""
        own = self.sources.get(keys)
        return own.place if own is not None else self.key_place(keys)

    def key_place(self, keys: Keys) -> Place:
        """Where the last of ``keys`` stands in a file of inputs; nowhere where another than the file gives it."""
        source = self.sources.get(keys)
        return NOWHERE if source is not None and source.kind != "file" else self.keys_of_file.get(keys, NOWHERE)
