"""The commands as users run them, each as a process of its own at least once; exit codes and usage."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import DAY, TEXT, Process, Run

LAUNCH = (Path(__file__).resolve().parents[2] / "examples" / "invention.rules").read_text("utf-8")


class TestExtract:
    def test_as_a_process(self, process: Process):
        done = process("extract", "--published", DAY, "--format", "jsonl", input=TEXT.encode())
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout)["type"] == "Meeting"

    def test_two_workers_write_the_same(self, process: Process, tmp_path: Path):
        rows = [json.dumps({"id": number, "published": DAY, "text": TEXT}) for number in range(40)]
        (tmp_path / "rows.jsonl").write_text("\n".join(["oops", *rows]), "utf-8")
        alone = process("extract", "rows.jsonl", "--format", "jsonl")
        shared = process("extract", "rows.jsonl", "--format", "jsonl", "--workers", 2)
        assert (shared.returncode, shared.stdout, shared.stderr) == (1, alone.stdout, alone.stderr)
        assert alone.stdout.count(b"\n") == 40

    def test_a_reader_may_stop_early(self, tmp_path: Path):
        rows = [json.dumps({"id": number, "published": DAY, "text": TEXT * 20}) for number in range(60)]
        (tmp_path / "rows.jsonl").write_text("\n".join(rows), "utf-8")
        command = [sys.executable, "-m", "eventrules", "extract", "rows.jsonl", "--format", "jsonl"]
        with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            assert running.stdout.readline()
            running.stdout.close()
            assert running.stderr.read() == b""
        assert running.returncode == 0

    def test_output_does_not_depend_on_the_locale(self, tmp_path: Path, process: Process):
        text = "Łukasz Nowak met Peter Novak."
        command = [sys.executable, "-m", "eventrules", "extract", "--published", DAY, "--format", "jsonl"]
        done = subprocess.run(command, input=text.encode(), capture_output=True, env={"LC_ALL": "C", "PYTHONUTF8": "0"}, check=True)
        assert "Łukasz Nowak" in done.stdout.decode("utf-8")

    def test_grammars_add_events(self, run: Run, tmp_path: Path):
        (tmp_path / "invention.rules").write_text(LAUNCH, "utf-8")
        done = run(
            "extract", "--published", DAY, "--grammars", "invention.rules", "--format", "jsonl", input="Ann Lee patented the new engine."
        )
        assert json.loads(done.stdout)["mentions"][0]["rule"] == "invention.rules:11 verb-patent/active"

    def test_mistakes_in_grammars_are_said_with_their_place(self, run: Run, tmp_path: Path):
        (tmp_path / "bad.rules").write_text(LAUNCH.replace("object  = product", "object  = produce"), "utf-8")
        done = run("extract", "--published", DAY, "--grammars", "bad.rules", input=TEXT)
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith("bad.rules:13:")
        assert "unknown role 'produce'" in done.stderr
        assert "hint: did you mean 'product'?" in done.stderr


class TestTimes:
    def test_as_a_process(self, process: Process):
        done = process("times", "--published", DAY, "--id", "a1", input=TEXT.encode())
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout) == {
            "id": "a1",
            "timexes": [{"start": 52, "end": 58, "text": "Friday", "type": "DATE", "value": "2024-03-08", "mod": None}],
        }

    def test_every_document_has_its_line(self, run: Run):
        rows = [json.dumps({"id": id, "published": DAY, "text": text}) for id, text in (("a", "It rained."), ("b", "It rained on Monday."))]
        done = run("times", input="\n".join([rows[0], "oops", rows[1]]))
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert [(line["id"], len(line["timexes"])) for line in lines] == [("a", 0), ("b", 1)]
        assert (done.exit_code, done.stderr.startswith("eventrules: standard input:2: not JSON")) == (1, True)


class TestCheck:
    def test_as_a_process(self, process: Process, tmp_path: Path):
        (tmp_path / "invention.rules").write_text(LAUNCH, "utf-8")
        done = process("check", "invention.rules")
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.endswith(b"examples: all good\n")

    def test_a_failing_example_is_said_with_its_place(self, run: Run, tmp_path: Path):
        (tmp_path / "invention.rules").write_text(LAUNCH.replace("place  = Paris", "place  = Rome"), "utf-8")
        done = run("check", "constructions", "invention.rules")
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith("invention.rules:15:")
        assert "place = Rome" in done.stderr
        assert "place = Paris" in done.stderr
        assert done.stderr.endswith("1 mistake\n")

    def test_a_folder_of_grammars(self, run: Run, tmp_path: Path):
        (tmp_path / "own").mkdir()
        (tmp_path / "own" / "bad.rules").write_text("event Launch\n    actor\n\nvreb launch\n", "utf-8")
        done = run("check", "own")
        assert done.exit_code == 1
        assert "own/bad.rules:4:1:" in done.stderr

    def test_what_is_not_there_is_said(self, run: Run):
        done = run("check", "nowhere.rules")
        assert done.exit_code == 1
        assert "unknown grammar 'nowhere.rules'" in done.stderr


class TestExplain:
    def test_as_a_process(self, process: Process):
        done = process("explain", TEXT, "--published", DAY)
        assert (done.returncode, done.stderr) == (0, b"")
        lines = done.stdout.decode().splitlines()
        assert lines[0] == TEXT
        assert any(line.startswith("found ") and "Meeting 'meet' scheduled" in line for line in lines)

    def test_without_an_event_it_says_why(self, run: Run):
        assert "no event: no trigger of any rule stands here" in run("explain", "It snowed.", "--published", DAY).stdout


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["extract", "--published", "2024-02-30"], "'2024-02-30' is no date (day is out of range for month); expected YYYY-MM-DD"),
            (["extract", "--published", "6 March"], "'6 March' is no date; expected YYYY-MM-DD, such as 2019-01-16"),
            (["extract", "--format", "xml"], "'xml' is not one of"),
            (["extract", "--workers", "0"], "0 is not in the range"),
            (["extract", "a.txt", "b.txt", "--id", "x"], "--id names one text"),
            (["extract", "rows.jsonl", "--id", "x"], "--id names one text"),
            (["explain", "It rained."], "Missing option '--published'"),
            (["extrcat"], "No such command 'extrcat'"),
        ],
    )  # fmt: skip
    def test_wrong_usage_is_exit_code_2(self, run: Run, arguments: list[str], message: str):
        done = run(*arguments)
        assert (done.exit_code, done.stdout) == (2, "")
        assert message in done.stderr

    def test_nothing_to_read_on_a_terminal(self, run: Run, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True, raising=False)
        done = run("extract", "--published", DAY)
        assert (done.exit_code, "no input: name a file, or pipe a text in" in done.stderr) == (2, True)

    @pytest.mark.parametrize("command", ["extract", "times", "check", "explain"])
    def test_help_says_what_the_options_are_for(self, run: Run, command: str):
        done = run(command, "-h")
        assert done.exit_code == 0
        assert f"Usage: cli {command}" in done.stdout

    def test_version(self, run: Run):
        assert run("--version").stdout.startswith("eventrules, version ")


class TestTimeMl:
    ROWS = (
        '{"id": "a1", "published": "2024-03-06", "text": "It rained\\non Monday."}\n{"id": "a2", "published": "2024-03-06", "text": "x"}\n'
    )

    def test_times_are_a_document_a_line(self, run: Run):
        done = run("times", "--format", "timeml", input=self.ROWS)
        texts = [ET.fromstring(line.encode()).find("TEXT") for line in done.stdout.splitlines()]
        assert ["".join(text.itertext()) for text in texts if text is not None] == ["It rained\non Monday.", "x"]

    def test_a_bad_document_leaves_the_others_whole(self, run: Run):
        row = '{"id": "b", "published": "2024-03-06", "text": "%s"}'
        rows = [row % TEXT, '{"id": "oops"}', row % "It rained."]
        done = run("extract", "--format", "timeml", input="\n".join(rows))
        documents = [ET.fromstring(line.encode()) for line in done.stdout.splitlines()]
        assert [len(document.findall("MAKEINSTANCE")) for document in documents] == [1, 0]
        assert done.exit_code == 1

    def test_processes_write_the_same(self, process: Process):
        rows = "".join(f'{{"id": "a{n}", "published": "2024-03-06", "text": "{TEXT} {n}"}}\n' for n in range(9)).encode()
        one, two = (process("extract", "--format", "timeml", "--workers", n, input=rows) for n in (1, 2))
        assert one.stdout == two.stdout
        assert len(one.stdout.splitlines()) == 9


class TestLanguageServer:
    def test_what_it_needs_is_said_where_it_is_missing(self, run: Run, monkeypatch: pytest.MonkeyPatch):
        for name in [name for name in sys.modules if name.startswith(("pygls.", "lsprotocol.", "eventrules.lsp."))]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "pygls", None)
        monkeypatch.setitem(sys.modules, "lsprotocol", None)
        done = run("lsp")
        assert done.exit_code == 1
        assert done.stderr == "eventrules: the language server needs pygls; install it with: pip install 'eventrules[lsp]'\n"
