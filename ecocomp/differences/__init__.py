"""What differs between two settlements, what each difference does to the money, and restatements (更正结算)."""

from ecocomp.differences.comparing import Differences, diff
from ecocomp.differences.restatement import Restatement, restated
from ecocomp.differences.verifying import verify

__all__ = ["Differences", "Restatement", "diff", "restated", "verify"]
