# make settle   settle the example agreement
# make test     run the tests                      (make test ARGS="-k rounding")
# make check    tests, lint, types, contracts
#
# Only Python 3.11 or newer, make and git are needed: the first target that needs them makes .venv and installs
# everything into it. Another Python: make test PYTHON=python3.12 VENV=.venv-3.12. On Windows: make.bat.

SHELL = /bin/sh
PYTHON =
VENV = .venv
ARGS =
ifeq ($(OS),Windows_NT)
RUN = "$(VENV)/Scripts/python.exe"
else
RUN = "$(VENV)/bin/python"
endif

# Foreign packages must not leak in. Several goals share one environment, so they run one after the other.
unexport PYTHONPATH
unexport PYTHONHOME
.NOTPARALLEL:

.PHONY: settle test lint format types contracts check bench clean environment environment-dev

settle: environment
	@$(RUN) -m ecocomp settle fuli-river examples/fuli-river-2024-constructed.csv --year 2024 --overwrite --out out/fuli-river-2024 $(ARGS)

test: environment-dev
	@$(RUN) -m pytest -n auto $(ARGS)

lint: environment-dev
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .

format: environment-dev
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

types: environment-dev
	@$(RUN) -m mypy

contracts: environment-dev
	@$(RUN) -c "from importlinter.cli import lint_imports_command as run; run()" --no-logo --no-cache
	@$(RUN) -m pytest -q tests/contracts

check: test lint types contracts

bench: environment-dev
	@$(RUN) -m tests.benchmarks.run $(ARGS)

# Neither the settlements in out/ nor the environment.
clean:
	@rm -rf build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache .benchmarks .coverage
	@find ecocomp tests examples -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@sh .ci/prepare.sh run "$(VENV)" "$(PYTHON)"

environment-dev:
	@sh .ci/prepare.sh dev "$(VENV)" "$(PYTHON)"
