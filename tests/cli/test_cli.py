"""The commands, as processes: what they print, where, and with which exit status."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import annotator
from annotator.resources import seeds
from annotator.storage.project import Project

GOLD = seeds() / "gold.jsonl"
ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "annotator"]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}


def run(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    found = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in found.stderr
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    assert run("new", "p", "--pipeline", "none", folder=tmp_path).returncode == 0
    assert run("import", "p", GOLD, folder=tmp_path).returncode == 0
    return tmp_path / "p.annotator"


@pytest.fixture
def held(project: Path) -> Iterator[Path]:
    """A project that another process, this one, has open to write."""
    with Project.open(project, write=True):
        yield project


def test_version_and_help_need_no_project(tmp_path: Path) -> None:
    assert run("--version", folder=tmp_path).stdout == f"annotator {annotator.__version__}\n"
    shown = run("--help", folder=tmp_path).stdout
    assert all(name in shown for name in ("open", "demo", "new", "import", "suggest", "export", "stats", "check"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["klingon"],
        ["new"],
        ["import", "p"],
        ["import", "p", "x", "--format", "klingon"],
        ["export", "p"],
        ["export", "p", "o", "--schema", "s"],
        ["export", "p", "o", "--klingon"],
        ["suggest", "p", "--jobs", "0"],
        ["stats"],
        ["open", "a", "b"],
        ["demo", "a"],
    ],
)
def test_wrong_usage_is_status_2(tmp_path: Path, arguments: list[str]) -> None:
    found = run(*arguments, folder=tmp_path)
    assert (found.returncode, found.stdout) == (2, "")
    assert "Usage" in found.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "none", "x.txt"],
        ["suggest", "none"],
        ["export", "none", "o"],
        ["stats", "none"],
        ["check", "none"],
        ["check", "."],
        ["check", "text"],
        ["new", "text"],
        ["new", "none/p"],
        ["new", "q", "--schema", "text"],
        ["new", "q", "--schema", "none"],
    ],
)
def test_what_the_world_refuses_is_status_1_with_one_line(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "text").write_text("text")
    (tmp_path / "text.annotator").write_text("text")
    found = run(*arguments, folder=tmp_path)
    assert (found.returncode, found.stdout, found.stderr.count("\n")) == (1, "", 1)


def test_new_import_export_check_and_stats(project: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(" date 2020-06 Le président déjà élu".encode("cp1252"))
    found = run("import", "p", "a.txt", folder=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    assert "1 dispatches imported" in found.stdout
    assert "cp1252" in found.stdout
    exported = run("export", "p", "o.jsonl", folder=tmp_path)
    assert (exported.returncode, exported.stdout) == (0, "")
    assert "1 left out: their status is todo" in exported.stderr
    assert (tmp_path / "o.jsonl").read_bytes() == GOLD.read_bytes()
    assert run("check", project, folder=tmp_path).returncode == 0
    figures = json.loads(run("stats", "p", "--json", folder=tmp_path).stdout)
    assert figures["dispatches"] == len(GOLD.read_bytes().splitlines()) + 1
    assert figures["by_status"]["todo"] == 1
    assert "dispatches" in run("stats", "p", folder=tmp_path).stdout


def test_standard_output_holds_nothing_but_the_export(project: Path, tmp_path: Path) -> None:
    found = subprocess.run(
        [*COMMAND, "export", project, "-"], env=environment(), capture_output=True, timeout=60, check=True
    )
    assert found.stdout == GOLD.read_bytes()
    schema = run("export", "p", "--schema", "-", folder=tmp_path).stdout
    assert run("export", "p", "--schema", "s.json", folder=tmp_path).returncode == 0
    assert json.loads(schema) == json.loads((tmp_path / "s.json").read_text("utf-8"))
    again = run("new", "q", "--schema", "s.json", "--pipeline", "none", "--name", "Été", folder=tmp_path)
    assert again.stdout == "q.annotator\n"


@pytest.mark.usefixtures("project")
def test_refused_files_are_status_1_and_the_rest_is_imported(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(" date 2020-06 Bon")
    (tmp_path / "in" / "b.txt").write_text(" date 2020-13 Mauvais")
    (tmp_path / "in" / "c.txt").write_text("")
    found = run("import", "p", "in", "--strict", folder=tmp_path)
    assert (found.returncode, found.stderr.count("\n")) == (1, 2)
    assert "0 dispatches imported" in found.stdout
    found = run("import", "p", "in", folder=tmp_path)
    assert (found.returncode, found.stderr.count("\n")) == (1, 2)
    assert f"{Path('in', 'b.txt')}:1: " in found.stderr
    assert "1 dispatches imported" in found.stdout


def test_reading_commands_work_while_a_window_has_it_open(held: Path, tmp_path: Path) -> None:
    for arguments in (["stats", held], ["check", held], ["export", held, "o.jsonl"]):
        assert run(*arguments, folder=tmp_path).returncode == 0
    for arguments in (["import", held, GOLD], ["suggest", held]):
        found = run(*arguments, folder=tmp_path)
        assert (found.returncode, found.stdout, found.stderr.count("\n")) == (1, "", 1)


def test_damage_is_status_1_with_one_line_each(project: Path, tmp_path: Path) -> None:
    with Project.open(project, write=True) as opened, opened.transaction() as connection:
        connection.execute("UPDATE mention SET text = 'autre' WHERE id = 'm1' AND layer = 1")
    found = run("check", project, folder=tmp_path)
    assert (found.returncode, found.stdout, found.stderr.count("\n")) == (1, "", 1)
    assert "autre" in found.stderr


def test_a_reader_that_has_enough_is_no_fault_of_ours(project: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "export", project, "-"], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode in (0, 1)
    assert "Traceback" not in said
    assert "Exception" not in said


@pytest.mark.skipif(os.name == "nt", reason="Windows stops a process in another way")
def test_ctrl_c_stops_an_import_and_leaves_nothing(project: Path, tmp_path: Path) -> None:
    record = json.loads(GOLD.read_bytes().splitlines()[0])
    with (tmp_path / "many.jsonl").open("w", encoding="utf-8") as stream:
        for number in range(20_000):
            stream.write(json.dumps(record | {"uid": f"u{number}"}, ensure_ascii=False) + "\n")
    with subprocess.Popen(
        [*COMMAND, "import", project, tmp_path / "many.jsonl"], env=environment(), stderr=subprocess.PIPE
    ) as process:
        with Project.open(project, write=False) as reader:
            while not reader.value("SELECT count(*) FROM dispatch WHERE uid = 'u0'"):
                assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.stderr
        said = process.stderr.read().decode()
    assert process.returncode == 1
    assert "stopped" in said
    assert "Traceback" not in said
    with Project.open(project, write=True) as opened:
        assert opened.value("SELECT count(*) FROM dispatch") == len(GOLD.read_bytes().splitlines())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
def test_a_terminal_sees_a_progress_bar_and_a_file_does_not(project: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" date 2020-06 Bon")
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "import", project, tmp_path / "a.txt"], env=environment(), stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 1000):
                shown += part
        except OSError:
            pass
    os.close(ours)
    assert process.returncode == 0
    assert b"100%" in shown
    assert run("import", project, tmp_path / "a.txt", folder=tmp_path).stderr == ""


@pytest.mark.slow
def test_suggest_reads_every_dispatch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" date 2020-06 Le président Emmanuel Macron est à Paris.", "utf-8")
    run("new", "p", "--pipeline", "fr_core_news_sm", folder=tmp_path)
    run("import", "p", "a.txt", folder=tmp_path)
    found = run("suggest", "p", folder=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    (record,) = map(json.loads, run("export", "p", "-", "--status", "all", folder=tmp_path).stdout.splitlines())
    assert "Emmanuel Macron" in [record["text"][slice(*s["fragments"][0])] for s in record["suggestions"]]
    found = run("suggest", "p", "--pipeline", "klingon", folder=tmp_path)
    assert (found.returncode, found.stderr.count("\n")) == (1, 1)


def test_the_window_does_not_pay_for_the_commands() -> None:
    code = (
        "import sys, annotator.__main__ as m; m._window = lambda *a, **k: print(a, k, 'click' in sys.modules) or 0;"
        "sys.argv[1:] = {}; sys.exit(m.main())"
    )
    for arguments, said in ((["open", "p"], "('p',) {} False"), ([], "(None,) {} False"), (["demo"], "demo")):
        found = subprocess.run(
            [sys.executable, "-c", code.replace("{}", repr(arguments), 1)],
            env=environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert said in found.stdout


def test_check_names_the_file_that_it_was_asked_about(tmp_path: Path) -> None:
    assert run("new", "p", "--pipeline", "none", folder=tmp_path).returncode == 0
    path = tmp_path / "p.annotator"
    sound = path.read_bytes()
    path.write_bytes(sound[:8192] + b"\xff" * (len(sound) - 8192))
    found = run("check", path, folder=tmp_path)
    assert found.returncode != 0
    lines = found.stderr.splitlines()
    assert all(line.startswith(f"{path}: ") for line in lines), lines
    assert "annotator-check-" not in found.stderr


def test_a_project_is_not_made_for_a_pipeline_that_is_not_there(tmp_path: Path) -> None:
    found = run("new", "p", "--pipeline", "klingon", folder=tmp_path)
    assert found.returncode == 1
    assert "klingon" in found.stderr
    assert not (tmp_path / "p.annotator").exists()
