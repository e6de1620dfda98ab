"""Settling: agreement and readings in, who pays whom out, with every reason."""

from ecocomp.settlement.result import Settlement
from ecocomp.settlement.settling import settle

__all__ = ["Settlement", "settle"]
