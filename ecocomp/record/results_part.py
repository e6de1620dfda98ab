"""What came out of a settlement, for a record: values of every name, payments, and what took no part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Value
from ecocomp.readings.readings import Readings
from ecocomp.settlement.plain_data import money_data
from ecocomp.settlement.result import Settlement


def results_data(settlement: Settlement) -> dict[str, Any]:
    """The values of all that was measured and of all rules over their labels, and the money."""
    values = {name: settlement.array(name) for name in settlement.names}
    return {
        "labels": labels_data(settlement, values.values()),
        "values": {name: value_data(each) for name, each in values.items()},
        **money_data(settlement),
    }


def parameter_data(settlement: Settlement) -> dict[str, Any]:
    """The parameters (参数) as they applied in the period."""
    return {name: value_data(settlement.array(name)) for name in settlement.agreement.checked.values}


def labels_data(settlement: Settlement, values: Iterable[Value]) -> dict[str, list[str]]:
    """The labels of the axes that values have; the months, parties and sections in any case."""
    used = {"section", "party", "month"}.union(*(each.axes for each in values))
    return {axis: list(labels) for axis, labels in settlement.scope.space.labels.items() if axis in used}


def value_data(value: Value) -> dict[str, Any]:
    """Exact elements over axes."""
    return {"axes": list(value.axes), "data": [element_data(each) for each in value.data]}


def element_data(element: Any) -> Any:
    """An exact element: a number as text, a truth value as it is, absence with its reasons."""
    if isinstance(element, Absent):
        reasons = [{"code": cause.code, "at": list(cause.coordinate)} for cause in element.causes]
        return {"absent": element.kind, "reasons": reasons}
    return element if isinstance(element, bool) else str(element)


def exclusion_data(settlement: Settlement, readings: Readings) -> dict[str, Any]:
    """What took no part (不参与计算的): excluded readings, absent values left out, transfers without an amount."""
    return {
        "readings": [
            {
                "section": each.section,
                "when": each.when,
                "indicator": each.indicator,
                "checks": list(each.doubt.checks),
            }
            for each in readings
            if each.doubt is not None
        ],
        "left_out": [
            {"name": name, "function": function, "absent": element_data(absent)}
            for name, function, absent in settlement.skips
        ],
        "unpaid": [
            {"transfer": each.name, "at": dict(each.coordinate), "absent": element_data(each.absent)}
            for each in settlement.unpaid
        ],
    }
