@echo off
rem The Windows counterpart of the Makefile: make settle, make test, make check ...
rem Needs only Python 3.11 or newer from python.org. Not yet run on a real Windows machine.
setlocal
cd /d "%~dp0"
set "PYTHONPATH="
set "PYTHONHOME="
set "RUN=.venv\Scripts\python.exe"
set "GOAL=%~1"

if "%GOAL%"=="settle" goto settle
if "%GOAL%"=="test" goto test
if "%GOAL%"=="lint" goto lint
if "%GOAL%"=="format" goto format
if "%GOAL%"=="types" goto types
if "%GOAL%"=="contracts" goto contracts
if "%GOAL%"=="check" goto check
if "%GOAL%"=="bench" goto bench
if "%GOAL%"=="clean" goto clean
echo Usage: make settle ^| test ^| lint ^| format ^| types ^| contracts ^| check ^| bench ^| clean
exit /b 2

:settle
call :prepare run || exit /b 1
"%RUN%" -m ecocomp settle fuli-river examples\fuli-river-2024-constructed.csv --year 2024 --overwrite --out out\fuli-river-2024
exit /b %errorlevel%

:test
call :prepare dev || exit /b 1
"%RUN%" -m pytest -n auto
exit /b %errorlevel%

:lint
call :prepare dev || exit /b 1
"%RUN%" -m ruff check . || exit /b 1
"%RUN%" -m ruff format --check .
exit /b %errorlevel%

:format
call :prepare dev || exit /b 1
"%RUN%" -m ruff check --fix . || exit /b 1
"%RUN%" -m ruff format .
exit /b %errorlevel%

:types
call :prepare dev || exit /b 1
"%RUN%" -m mypy
exit /b %errorlevel%

:contracts
call :prepare dev || exit /b 1
"%RUN%" -c "from importlinter.cli import lint_imports_command as run; run()" --no-logo --no-cache || exit /b 1
"%RUN%" -m pytest -q tests\contracts
exit /b %errorlevel%

:check
call :test || exit /b 1
call :lint || exit /b 1
call :types || exit /b 1
call :contracts
exit /b %errorlevel%

:bench
call :prepare dev || exit /b 1
"%RUN%" -m tests.benchmarks.run
exit /b %errorlevel%

:clean
for %%d in (build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache .benchmarks) do if exist %%d rmdir /s /q %%d
if exist .coverage del .coverage
exit /b 0

rem Makes .venv, or brings it up to date: %1 is run or dev.
:prepare
if exist "%RUN%" if not exist .venv\ecocomp-unfinished "%RUN%" -c "import pip, sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && goto prepare_inside
for %%p in ("py -3.13" "py -3.12" "py -3.11" "py -3" "python") do (
  %%~p -c "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && (
    %%~p .ci\prepare.py %1 .venv
    goto prepared
  )
)
rem In English only: which Chinese a console can show is not known before Python runs.
echo Error: Python 3.11 or newer is needed; install it from python.org, with "Add python.exe to PATH" ticked. 1>&2
exit /b 1
:prepare_inside
"%RUN%" .ci\prepare.py %1 .venv
:prepared
exit /b %errorlevel%
