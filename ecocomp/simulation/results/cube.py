"""The outcomes of a simulation as an xarray Dataset (extra ``xarray``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ecocomp.errors import RequestError, problem
from ecocomp.simulation.results.told import NOTES

if TYPE_CHECKING:
    import xarray

    from ecocomp.simulation.result import Simulation


#: What dimensions and variables are called; a term of such a name gets a line behind it.
NAMES = (
    "term",
    "party",
    "scenario",
    "flow",
    "net",
    "unsettled",
    "amount",
    "payer",
    "payee",
    "transfer",
    "limit",
    "section",
)


def column(simulation: Simulation, name: str) -> Any:
    """The values of a term, by set of terms."""
    found = np.empty(len(simulation.terms), dtype=object)
    found[:] = [terms.labels.get(name) for terms in simulation.terms]
    return found


def to_xarray(simulation: Simulation) -> xarray.Dataset:
    """See :meth:`Simulation.to_xarray`."""
    try:
        import xarray
    except ImportError:
        raise RequestError(problem("simulation.needs_xarray")) from None
    data: dict[str, Any] = {
        "net": (("term", "party", "scenario"), simulation.nets, {"units": "fen"}),
        "unsettled": (("term", "scenario"), simulation.unsettled),
    }
    names = list(dict.fromkeys(name for terms in simulation.terms for name in terms.labels))
    # terms may be decimals, grades or truths: they stand as they were given
    coordinates: dict[str, Any] = {
        f"{name}_" if name in NAMES else name: ("term", column(simulation, name)) for name in names
    }
    coordinates |= {"party": list(simulation.agreement.parties), "scenario": np.arange(simulation.scenarios.rows)}
    if simulation.flows is not None:
        flows = list(simulation.flows)
        size = (0, len(simulation.terms), simulation.scenarios.rows)
        amounts = np.stack(list(simulation.flows.values())) if flows else np.zeros(size, dtype=np.int64)
        data["amount"] = (("flow", "term", "scenario"), amounts, {"units": "fen"})
        for name in ("payer", "payee", "transfer", "limit", "section"):
            coordinates[name] = ("flow", [str(getattr(flow, name)) for flow in flows])
    return xarray.Dataset(data, coordinates, {NOTES: "\n".join(simulation.notes())})
