"""The one evaluator: it walks a formula's tree and takes care of the axes; an arithmetic takes care of elements.

Whether the elements are rationals, units, text or cells is the arithmetic's business. A new reading of a formula
is a new arithmetic; nothing here changes for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from ecocomp.formula.axes import Axes, Positions, Space, Value, ordered
from ecocomp.formula.functions import FUNCTIONS, PH
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import Call, Grade, Name, Node, Number, Operation, several
from ecocomp.formula.work import Work
from ecocomp.wording import Pair

Words = Mapping[str, Any]

ONE = Number(value=Fraction(1), text="1", at=(0, 0))


class Arithmetic(Protocol):
    """What a reading of formulas must offer. ``data`` is whatever it keeps an array's elements in."""

    def number(self, node: Number) -> Any:
        """A single element for a number as written."""

    def grade(self, grade: int) -> Any:
        """A single element for a grade constant."""

    def place(self, axes: Axes, data: Any, wholly: bool, node: Node | None) -> Any:
        """The elements where they can be gone along (``wholly``), or used again; most arithmetics have no places.

        ``node`` is what they are, where that is known.
        """

    def take(self, data: Any, positions: Positions) -> Any:
        """The elements at ``positions``.

        A negative position stands for an element that does not exist; the one at ``~position`` is of its kind.
        """

    def apply(self, operator: str, operands: Sequence[Any], words: Words) -> Any:
        """An operator or elementwise function on arrays of one size."""

    def judge(self, function: str, data: Any, ladders: Sequence[Any]) -> Any:
        """``grade``, ``limit``, ``bands``, ``evaluation``: each element by the ladder, table or decimals there.

        For ``without`` it is whether the element takes no part.
        """

    def fold(self, function: str, data: Any, fibres: Sequence[Positions], options: Mapping[str, Any]) -> Any:
        """One element for each fibre of positions.

        Options: ``where``, ``at_least`` (data), ``axis``, and ``ions``: for ``average``, whether each fibre is of pH.
        """

    def scan(self, function: str, operands: Sequence[Any], fibres: Sequence[Positions], words: Words) -> Any:
        """An array of the same size, worked out along each fibre."""


class Scope(Protocol):
    """What a formula can see: names, axes, the standard's ladders, the tables and roles of an agreement."""

    space: Space

    def lookup(self, name: str, shift: int) -> Value:
        """The array of a name, ``shift`` years from the period settled. FormulaError for an unknown name."""

    def ladders(self) -> tuple[Axes, Sequence[Any]]:
        """The ladder of limits for each indicator (and section, where sections differ)."""

    def places(self) -> Sequence[int | None]:
        """For each indicator the decimals of its evaluation value; None where none are established."""

    def table(self, name: str, shift: int) -> tuple[Axes, Sequence[Any]]:
        """A table of bands; over the month axis where it is dated."""

    def role(self, name: str) -> tuple[str, str, Mapping[str, str]] | None:
        """A role: the axis it belongs to, the axis it leads to, and for each label the label it names."""

    def called(self, node: Node) -> Pair:
        """What a condition is called, to tell why something takes no part."""

    def references(self, kind: str) -> Mapping[str, Sequence[str]]:
        """For each section the sections it refers to as ``inflow`` or ``control``."""


class Evaluator:
    """Evaluates trees in one scope with one arithmetic; ``work`` counts what that comes to, where it is bounded."""

    def __init__(self, scope: Scope, arithmetic: Arithmetic, work: Work | None = None) -> None:
        self.scope = scope
        self.space = scope.space
        self.arithmetic = arithmetic
        self.work = work

    def evaluate(self, node: Node, shift: int = 0) -> Value:
        """The value of a tree, ``shift`` years from the period settled.

        Raises FormulaError with the place in the text.
        """
        try:
            match node:
                case Number():
                    return Value((), self.arithmetic.number(node))
                case Grade():
                    return Value((), self.arithmetic.grade(node.grade))
                case Name():
                    return self.scope.lookup(node.id, shift)
                case Operation():
                    operands = self.evaluate_all(node.operands, shift)
                    return self.apply(node.operator, operands)
                case Call():
                    return self.call(node, shift)
        except FormulaError as trouble:
            if trouble.at is None:
                trouble.at = node.at
            raise

    def evaluate_all(self, nodes: Iterable[Node], shift: int) -> list[Value]:
        """The values of several trees; where some have none, the first FormulaError has the others with it."""
        values: list[Value] = []
        troubles: list[FormulaError] = []
        held = 0
        for each in nodes:
            try:
                values.append(self.evaluate(each, shift))
                if self.work is not None:
                    size = self.space.size(values[-1].axes)
                    held += size
                    self.work.hold(size)
            except FormulaError as trouble:
                troubles.append(trouble)
        if self.work is not None:
            self.work.hold(-held)
        if troubles:
            troubles[0].others += troubles[1:]
            raise troubles[0]
        return values

    def count(self, axes: Axes, times: int = 1) -> None:
        """Count the elements over ``axes``, so many times, before they are worked out."""
        if self.work is not None:
            self.work.add(self.space.size(axes) * times)

    def spread(self, value: Value, axes: Axes) -> Any:
        """The elements of ``value`` repeated over ``axes``."""
        if value.axes == axes:
            return value.data
        return self.arithmetic.take(value.data, self.space.spread(value.axes, axes))

    def placed(self, value: Value, node: Node | None, wholly: bool = True) -> Value:
        """The value of a tree with its elements in places of their own, where the arithmetic has such."""
        return Value(value.axes, self.arithmetic.place(value.axes, value.data, wholly, node))

    def apply(self, operator: str, operands: Iterable[Value], words: Words | None = None) -> Value:
        """An operator on values aligned by axis name."""
        values = [self.placed(each, None, operator == "round") for each in operands]
        axes = values[0].axes
        if any(each.axes != axes for each in values):
            axes = ordered(axis for each in values for axis in each.axes)
        self.count(axes, len(values))
        aligned = [self.spread(each, axes) for each in values]
        return Value(axes, self.arithmetic.apply(operator, aligned, words or {}))

    def call(self, node: Call, shift: int) -> Value:
        """A function of the language."""
        own = getattr(self, f"own_{node.function}", None)
        if own is not None:
            result: Value = own(node, shift)
            return result
        operands = self.evaluate_all(node.operands, shift)
        if "axis" not in node.words:
            return self.apply(node.function, operands, node.words)
        options = {name: self.evaluate(option, shift) for name, option in node.options.items()}
        if node.function in FUNCTIONS and FUNCTIONS[node.function].shape == "scan":
            return self.scan(node, operands, options)
        return self.fold(node, operands[0], options)

    # -- along an axis ------------------------------------------------------------------------------------------

    def fold(self, node: Call, operand: Value, options: dict[str, Value]) -> Value:
        axis = str(node.words["axis"])
        operand = self.placed(operand, node.operands[0])
        where = options.get("where")
        axes = operand.axes if where is None else ordered((*operand.axes, *where.axes))
        self.require_axis(axis, axes, node.function)
        self.count(axes, 1 if where is None else 2)
        given: dict[str, Any] = {}
        if where is not None:
            given["where"] = self.spread(where, axes)
        if "at_least" in options:
            if options["at_least"].axes:
                raise FormulaError("at_least", axes=" × ".join(options["at_least"].axes))
            given["at_least"] = options["at_least"].data
        given["axis"] = axis
        if "by" in node.words:
            onto, members = self.groups(str(node.words["by"]), axis)
            result = ordered([*(each for each in axes if each != axis), onto])
            fibres = self.space.grouped(axes, axis, onto, members)
        else:
            result = tuple(each for each in axes if each != axis)
            fibres = self.space.fibres(axes, axis)
        if node.function == "average":
            given["ions"] = self.of_ph(axis, result)
        data = self.spread(operand, axes)
        return Value(result, self.arithmetic.fold(node.function, data, fibres, given))

    def of_ph(self, axis: str, axes: Axes) -> list[bool]:
        """For each element over ``axes`` whether it is one of pH; an average must know what it is the mean of."""
        if axis == "indicator":
            raise FormulaError("average_axis")
        self.require_axis("indicator", axes, "average")
        found = [label == PH for label in self.space.labels["indicator"]]
        return [found[place] for place in self.space.spread(("indicator",), axes)]

    def groups(self, name: str, axis: str) -> tuple[str, Mapping[str, Sequence[str]]]:
        """The axis that ``by=name`` leads to, and the members of each group."""
        source, onto, found = self.required_role(name)
        if axis == "day" and source == "month":  # a quarter of days is that of their months
            months = self.required_role("month")[2]
            source, found = axis, {day: found[month] for day, month in months.items() if month in found}
        if source != axis:
            raise FormulaError("role_axis", name=name, axis=axis, expected=source)
        members: dict[str, list[str]] = {}
        for label in self.space.labels[axis]:
            if label in found:
                members.setdefault(found[label], []).append(label)
        return onto, members

    def required_role(self, name: str) -> tuple[str, str, Mapping[str, str]]:
        role = self.scope.role(name)
        if role is None:
            raise FormulaError("unknown_role", found=name)
        return role

    def scan(self, node: Call, operands: list[Value], options: dict[str, Value]) -> Value:
        axis = str(node.words["axis"])
        if node.function == "allocate" and axis in operands[0].axes:
            raise FormulaError("allocate_axis", axis=axis)
        self.require_axis(axis, operands[-1].axes, node.function)
        if "first" in options and axis in options["first"].axes:
            raise FormulaError("first_axis", axis=axis)
        told = (*node.operands, *node.options.values())
        values = [self.placed(each, of) for each, of in zip((*operands, *options.values()), told, strict=True)]
        axes = ordered(each for value in values for each in value.axes)
        self.count(axes, len(values))
        aligned = [self.spread(value, axes) for value in values]
        words = {**node.words, "labels": self.space.labels[axis]}
        return Value(axes, self.arithmetic.scan(node.function, aligned, self.space.fibres(axes, axis), words))

    def require_axis(self, axis: str, axes: Axes, function: str) -> None:
        if axis not in axes:
            raise FormulaError("missing_axis", name=function, axis=axis, axes=" × ".join(axes) or "—")

    # -- functions with a rule of their own ---------------------------------------------------------------------

    def own_previous(self, node: Call, shift: int) -> Value:
        return self.evaluate(node.operands[0], shift - 1)

    def own_share(self, node: Call, shift: int) -> Value:
        value = self.placed(self.evaluate(node.operands[0], shift), node.operands[0])
        axis = str(node.words["axis"])
        self.require_axis(axis, value.axes, node.function)
        self.count(value.axes)
        rest = tuple(each for each in value.axes if each != axis)
        whole = Value(rest, self.arithmetic.fold("sum", value.data, self.space.fibres(value.axes, axis), {}))
        return self.apply("/", (value, whole))

    def own_unless(self, node: Call, shift: int) -> Value:
        """What takes no part where a condition holds, which is then the reason."""
        operands = self.evaluate_all(node.operands, shift)
        return self.apply("unless", operands, {"condition": self.scope.called(node.operands[1])})

    def own_grade(self, node: Call, shift: int) -> Value:
        value = self.evaluate(node.operands[0], shift)
        axes, ladders = self.scope.ladders()
        self.require_axis("indicator", value.axes, node.function)
        return self.judge("grade", node, value, axes, ladders)

    def own_limit(self, node: Call, shift: int) -> Value:
        axes, ladders = self.scope.ladders()
        return self.judge("limit", node, self.evaluate(node.operands[0], shift), axes, ladders)

    def own_evaluation(self, node: Call, shift: int) -> Value:
        value = self.evaluate(node.operands[0], shift)
        self.require_axis("indicator", value.axes, node.function)
        return self.judge("evaluation", node, value, ("indicator",), self.scope.places())

    def judge(self, function: str, node: Call, value: Value, ladder_axes: Axes, ladders: Sequence[Any]) -> Value:
        value = self.placed(value, node.operands[0], function != "limit")
        axes = ordered((*value.axes, *ladder_axes))
        self.count(axes)
        positions = self.space.spread(ladder_axes, axes)
        each = [ladders[position] for position in positions]
        return Value(axes, self.arithmetic.judge(function, self.spread(value, axes), each))

    def own_exceedance(self, node: Call, shift: int) -> Value:
        operands = self.evaluate_all(node.operands, shift)
        # 环办〔2011〕22号: no multiple for pH and dissolved oxygen, where less is not better
        other = [ladder.indicator for ladder in self.scope.ladders()[1] if ladder and ladder.better != "low"]
        if other and any("indicator" in each.axes for each in operands):
            raise FormulaError("no_exceedance", indicators=", ".join(dict.fromkeys(other)))
        return self.apply("-", (self.apply("/", operands), Value((), self.arithmetic.number(ONE))))

    def own_bands(self, node: Call, shift: int) -> Value:
        value = self.placed(self.evaluate(node.operands[0], shift), node.operands[0])
        table_axes, tables = self.scope.table(str(node.words["table"]), shift)
        axes = ordered((*value.axes, *table_axes))
        self.count(axes)
        each = [tables[position] for position in self.space.spread(table_axes, axes)]
        return Value(axes, self.arithmetic.judge("bands", self.spread(value, axes), each))

    def own_inflow(self, node: Call, shift: int) -> Value:
        return self.referred("inflow", node, shift)

    def own_control(self, node: Call, shift: int) -> Value:
        return self.referred("control", node, shift)

    def referred(self, kind: str, node: Call, shift: int) -> Value:
        """The value at the sections that each section refers to."""
        value = self.placed(self.evaluate(node.operands[0], shift), node.operands[0], "how" in node.words)
        self.require_axis("section", value.axes, node.function)
        self.count(value.axes)
        references = self.scope.references(kind)
        if "how" in node.words:
            fibres = self.space.grouped(value.axes, "section", "section", references)
            together = self.arithmetic.fold(str(node.words["how"]), value.data, fibres, {})
            # a section at the head of the river has no inflow, however several would be taken together
            own = {label: label for label, found in references.items() if found}
            axes, positions = self.space.looked_up(value.axes, "section", "section", own)
            return Value(axes, self.arithmetic.take(together, positions))
        several = [label for label, found in references.items() if len(found) > 1]
        if several:
            raise FormulaError("several_inflows", name=node.function, section=", ".join(several))
        single = {label: found[0] for label, found in references.items() if found}
        axes, positions = self.space.looked_up(value.axes, "section", "section", single)
        return Value(axes, self.arithmetic.take(value.data, positions))

    def own_without(self, node: Call, shift: int) -> Value:
        """The elements at the labels named take no part; all else stays as it is."""
        value = self.evaluate(node.operands[0], shift)
        self.count(value.axes, len(several(node.words["label"])))
        left_out = [False] * self.space.size(value.axes)
        for label in several(node.words["label"]):
            axis = next((each for each in value.axes if label in self.space.places[each]), None)
            if axis is None:
                raise FormulaError("no_label", found=label, axes=" × ".join(value.axes) or "—")
            own = self.space.places[axis][label]
            places = self.space.spread((axis,), value.axes)
            left_out = [before or place == own for before, place in zip(left_out, places, strict=True)]
        return Value(value.axes, self.arithmetic.judge("without", value.data, left_out))

    def own_at(self, node: Call, shift: int) -> Value:
        value = self.evaluate(node.operands[0], shift)
        self.count(value.axes)
        label = str(node.words["label"])
        for axis in value.axes:
            if label in self.space.places[axis]:
                rest = tuple(each for each in value.axes if each != axis)
                start = self.space.strides(value.axes)[axis] * self.space.places[axis][label]
                picked = [start + place for place in self.space.starts(value.axes, rest)]
                return Value(rest, self.arithmetic.take(value.data, picked))
        role = self.scope.role(label)
        if role is None:
            raise FormulaError("unknown_label", found=label, axes=" × ".join(value.axes) or "—")
        # a role: the value over the axis it leads to, spread to the labels that have the role
        source, onto, found = role
        self.require_axis(onto, value.axes, node.function)
        axes, positions = self.space.looked_up(value.axes, onto, source, found)
        return Value(axes, self.arithmetic.take(value.data, positions))
