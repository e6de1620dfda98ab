"""The reproducible record (结算存证): a settlement as one canonical file, and its verification."""

from ecocomp.record.record import Record, read_record, record_of
from ecocomp.record.verifying import Verification

__all__ = ["Record", "Verification", "read_record", "record_of"]
