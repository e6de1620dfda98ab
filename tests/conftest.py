"""What all tests share: how Hypothesis searches, and a language that does not depend on who runs the tests."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# A busy machine must not fail a test, so no deadlines: pytest-timeout stops what hangs.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
# For mutation testing (docs/mutation-testing.md): each mutant asks the same few examples.
settings.register_profile("mutants", deadline=None, derandomize=True, max_examples=20, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))

os.environ.pop("ECOCOMP_LANG", None)
