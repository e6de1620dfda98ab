"""What reading monitoring files says: one page of the catalogue in three parts."""

from ecocomp.wording.readings import files, layouts, rows

SENTENCES: dict[str, tuple[str, str]] = {**files.SENTENCES, **layouts.SENTENCES, **rows.SENTENCES}
