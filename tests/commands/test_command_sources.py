"""No command writes over a file that it read: the only copy of a bureau's data may be that file."""

from __future__ import annotations

import os

import pytest

from ecocomp.errors import RequestError
from ecocomp.report.files import write_all
from tests.commands.support import contents, files, run
from tests.readings.support import written

TABLE = "断面,监测时间,氨氮(mg/L)\n甲,2024-01,0.1\n"


@pytest.mark.parametrize("command", ["read", "grade"])
@pytest.mark.parametrize("kind", ["itself", "folder", "link", "hard link", "roundabout"])
def test_read_and_grade(tmp_path, command, kind):
    """The file of readings is refused by whatever name it is given, and left as it was."""
    data = written(tmp_path, TABLE)
    given, out = data, data
    if kind == "folder":
        given = tmp_path
    elif kind == "link":
        out = tmp_path / "链接.csv"
        out.symlink_to(data)
    elif kind == "hard link":
        out = tmp_path / "同一.csv"
        os.link(data, out)
    elif kind == "roundabout":
        out = tmp_path / ".." / tmp_path.name / data.name
    before = contents(tmp_path)
    result = run(command, given, "--out", out)

    assert result.exit_code == 2
    assert "监测.csv" in result.stderr
    assert contents(tmp_path) == before


def test_another_file_is_written(tmp_path):
    """A file that was not read is written, also beside those that were."""
    data = written(tmp_path, TABLE)
    (tmp_path / "旧.txt").write_text("x")

    assert run("read", data, "--out", tmp_path / "旧.txt").exit_code == 0
    assert "甲" in (tmp_path / "旧.txt").read_text(encoding="utf-8")


def test_a_mapping_is_not_written_over(tmp_path):
    """The mapping file is read as well."""
    data = written(tmp_path, TABLE)
    mapping = written(tmp_path, "sections: {甲: 乙}\n", "映射.yaml")
    before = contents(tmp_path)

    assert run("read", data, "--mapping", mapping, "--out", mapping).exit_code == 2
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["values.csv", "positions.csv"])
def test_settle(tmp_path, name):
    """A settlement is not written into a folder where one of its files is that of the readings."""
    terms, data = files(tmp_path)
    folder = tmp_path / "数据"
    folder.mkdir()
    data = data.rename(folder / name)
    before = contents(tmp_path)

    for given in (data, folder):
        assert run("settle", terms, given, "--year", "2024", "--out", folder).exit_code == 2
        assert contents(tmp_path) == before
    assert run("settle", terms, data, "--year", "2024", "--out", tmp_path / "结果").exit_code == 0


@pytest.mark.parametrize("command", ["read", "grade", "settle"])
def test_not_into_a_folder_that_was_read(tmp_path, command):
    """A result among the readings would be read as monitoring data the next time."""
    terms, data = files(tmp_path)
    folder = tmp_path / "数据"
    folder.mkdir()
    data.rename(folder / data.name)
    before = contents(tmp_path)
    call = {
        "settle": ["settle", terms, folder, "--year", "2024", "--out", folder],
        "read": ["read", folder, "--out", folder / ".." / folder.name / "新.csv"],
        "grade": ["grade", folder, "--out", folder / "新.csv"],
    }[command]
    result = run(*call)

    assert result.exit_code == 2
    assert "再读取该文件夹时会被当作监测数据" in result.stderr
    assert result.stdout == ""
    assert contents(tmp_path) == before
    assert run(*call[:-1], tmp_path / "结果.d").exit_code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
@pytest.mark.parametrize("command", ["read", "grade", "settle", "template"])
@pytest.mark.parametrize("linked", [False, True])
def test_not_onto_a_pipe(tmp_path, command, linked):
    """What is no ordinary file is refused before anything is read, also through a link, and stays what it is."""
    terms, data = files(tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    pipe = out / ("values.csv" if command == "settle" else "x.xlsx")
    os.mkfifo(tmp_path / "pipe" if linked else pipe)
    if linked:
        pipe.symlink_to(tmp_path / "pipe")
    call = {
        "settle": ["settle", terms, data, "--year", "2024", "--out", out],
        "template": ["template", terms, "--year", "2024", "--overwrite", "--out", pipe],
    }.get(command, [command, data, "--out", pipe])
    result = run(*call)

    assert result.exit_code == 3
    assert "不是普通文件" in result.stderr
    assert result.stdout == ""
    assert pipe.is_fifo()
    assert [each.name for each in out.iterdir()] == [pipe.name]


def test_nothing_is_written_before(tmp_path):
    """Where one of several files was read, none is written."""
    (tmp_path / "b.csv").write_text("old")

    with pytest.raises(RequestError):
        write_all(tmp_path, {"a.csv": "new", "b.csv": "new"}, read=[tmp_path / "b.csv"])

    assert [path.name for path in tmp_path.iterdir()] == ["b.csv"]
