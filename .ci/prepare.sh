#!/bin/sh
# Finds a suitable Python and lets .ci/prepare.py make or refresh the project's environment with it.
# Usage: prepare.sh run|dev ENVIRONMENT [PYTHON]
# Ends with 3 when no suitable Python is there.
set -eu
kind=$1 environment=$2 wanted=${3-}
here=$(dirname "$0")

recent='import sys; sys.exit(sys.version_info < (3, 11))'

is_recent() { "$1" -c "$recent" >/dev/null 2>&1; }
can_make_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# An environment that works brings its own Python along, unless another one was asked for by name.
if [ -z "$wanted" ] && [ ! -e "$environment/ecocomp-unfinished" ]; then
  for python in "$environment/bin/python" "$environment/Scripts/python.exe"; do
    if [ -x "$python" ] && is_recent "$python" && "$python" -c 'import pip' >/dev/null 2>&1; then
      exec "$python" "$here/prepare.py" "$kind" "$environment"
    fi
  done
fi

if [ -n "$wanted" ]; then
  set -- "$wanted"
else
  set -- python3.13 python3.12 python3.11 python3 python
fi
lacking=
for python in "$@"; do
  is_recent "$python" || continue
  if can_make_environments "$python"; then
    exec "$python" "$here/prepare.py" "$kind" "$environment"
  fi
  lacking=${lacking:-$python}
done

if [ -n "$lacking" ]; then
  package=$("$lacking" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  echo "错误：$lacking 缺少 venv/ensurepip 模块，请先安装，例如：apt install $package  |" \
    "Error: $lacking has no venv/ensurepip; install it first, for example: apt install $package" >&2
elif [ -n "$wanted" ]; then
  echo "错误：$wanted 不存在或低于 Python 3.11。  |  Error: $wanted is missing or older than Python 3.11." >&2
else
  found=$(python3 --version 2>/dev/null || echo "无 none")
  echo "错误：需要 Python 3.11 或更高版本（当前：$found），请先安装，例如：apt install python3 python3-venv  |" \
    "Error: Python 3.11 or newer is needed (found: $found); install it first," \
    "for example: apt install python3 python3-venv" >&2
fi
exit 3
