"""Make the project's own Python environment, or bring it up to date. Standard library only; also for Windows.

Usage: python prepare.py run|dev ENVIRONMENT

The environment carries a stamp that says what was installed and from which pyproject.toml. An environment without
it is installed into. One that does not work, or that was left unfinished when it was first made, is rebuilt.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"run": ".", "dev": ".[dev]"}
STAMP = "ecocomp-installed"
UNFINISHED = "ecocomp-unfinished"


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    kind, environment = sys.argv[1], Path(sys.argv[2])
    try:
        if (environment / UNFINISHED).exists() or not works(environment):
            create(environment)
        stamp = environment / STAMP
        if not is_current(stamp, kind):
            stamp.unlink(missing_ok=True)
            install(environment, kind)
            stamp.write_text(contents(kind), encoding="utf-8")
            (environment / UNFINISHED).unlink(missing_ok=True)
    except SetupError as error:
        chinese, english = error.args
        print(f"错误：{chinese}  |  Error: {english}", file=sys.stderr)
        return 1
    return 0


class SetupError(Exception):
    """What a person must do something about, in Chinese and English."""


def python_of(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(environment: Path) -> bool:
    """Whether it is an environment with pip, of the very Python series that runs this."""
    question = f"import sys, pip; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    try:
        answer = subprocess.run([python_of(environment), "-c", question], capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def create(environment: Path) -> None:
    remove(environment)
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"新建运行环境（Python {version}）……  |  Creating {environment} with Python {version} ...", flush=True)
    try:
        made = subprocess.run([sys.executable, "-m", "venv", environment], capture_output=True, text=True, check=False)
    except BaseException:
        remove(environment)
        raise
    if made.returncode != 0 or not works(environment):
        print(made.stdout + made.stderr, file=sys.stderr)
        remove(environment)
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise SetupError(
            f"无法新建运行环境，原因见上；若缺少 venv，请安装，例如：apt install {package}",
            f"the environment could not be created, see above; if venv is missing: apt install {package}",
        )
    (environment / UNFINISHED).touch()


def remove(environment: Path) -> None:
    """Remove what is left of an environment, and nothing that is not one."""
    if not environment.exists():
        return
    if environment.is_symlink() or not environment.is_dir():
        raise SetupError(f"{environment} 不是目录，请移走", f"{environment} is not a folder; move it away")
    if any(environment.iterdir()) and not (environment / "pyvenv.cfg").exists():
        raise SetupError(
            f"{environment} 不是 Python 运行环境，请移走",
            f"{environment} is not a Python environment; move it away",
        )
    shutil.rmtree(environment)


def contents(kind: str) -> str:
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    return f"{kind}\n{digest}\n{ROOT}\n"


def is_current(stamp: Path, kind: str) -> bool:
    """Whether all that ``kind`` needs was installed, from this pyproject.toml and this very folder."""
    try:
        text = stamp.read_text(encoding="utf-8")
    except OSError:
        return False
    return text in {contents(kind), contents("dev")}


def install(environment: Path, kind: str) -> None:
    print("安装所需组件，首次约需一两分钟……  |  Installing; the first time takes a minute or two ...", flush=True)
    command = [python_of(environment), "-m", "pip", "install", "--quiet", "--progress-bar", "off", "-e", KINDS[kind]]
    surroundings = {**os.environ, "PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if subprocess.run([str(part) for part in command], cwd=ROOT, env=surroundings, check=False).returncode != 0:
        raise SetupError(
            "安装失败，原因见上；无法联网时，可把安装包放在一个文件夹中，"
            "设置 PIP_NO_INDEX=1 和 PIP_FIND_LINKS=该文件夹，再运行一次",
            "installation failed, see above; without a network, put the wheels into a folder, "
            "set PIP_NO_INDEX=1 and PIP_FIND_LINKS=that folder, and run this again",
        )


if __name__ == "__main__":
    sys.exit(main())
