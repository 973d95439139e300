"""What comes out: lines, an array, a table; on standard output or in a file."""

from __future__ import annotations

import json
import stat
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from eventrules.cli.table import shown_interval
from tests.cli.conftest import DAY, TEXT, Run


class TestFormats:
    def test_json_lines_hold_to_the_contract(self, run: Run):
        """The keys that other programs rely on, in their order; more may stand behind them."""
        [line] = run("extract", "--published", DAY, "--format", "jsonl", "--id", "a1", input=TEXT).stdout.splitlines()
        event = json.loads(line)
        assert [key for key in event if key != "tense"] == [
            "doc", "id", "type", "status", "modality", "polarity", "time", "roles", "mentions",
        ]  # fmt: skip
        assert list(event["time"])[:6] == ["start", "end", "granularity", "timex", "text", "alternatives"]
        assert list(event["roles"]["participants"][0])[:5] == ["text", "name", "type", "start", "end"]
        [mention] = event["mentions"]
        assert [key for key in mention if key not in ("type", "polarity", "tense", "is_told", "stands_alone")] == [
            "trigger", "sentence", "status", "modality", "time", "roles", "rule",
        ]  # fmt: skip
        assert mention["trigger"] == {"text": "meet", "start": 23, "end": 27}
        assert mention["sentence"] == {"start": 0, "end": len(TEXT)}
        assert mention["time"] == event["time"]
        assert (event["doc"], event["status"], event["modality"], event["polarity"]) == ("a1", "scheduled", "expected", "positive")
        assert {key: event["time"][key] for key in ("start", "end", "granularity", "timex", "text", "alternatives")} == {
            "start": "2024-03-08", "end": "2024-03-09", "granularity": "day", "timex": "2024-03-08", "text": "Friday", "alternatives": [],
        }  # fmt: skip
        file, _, name = mention["rule"].partition(" ")
        assert file.startswith("meeting.rules:")
        assert name

    def test_alternatives_are_pairs(self, run: Run):
        text = "Ann Lee is expected to meet Peter Novak in Paris on Thursday or Friday."
        event = json.loads(run("extract", "--published", DAY, "--format", "jsonl", input=text).stdout)
        assert event["time"]["alternatives"] == [["2024-03-07", "2024-03-08"], ["2024-03-08", "2024-03-09"]]
        assert (event["time"]["start"], event["time"]["end"]) == ("2024-03-07", "2024-03-09")

    def test_json_is_one_array_of_the_same_events(self, run: Run):
        text = f"{TEXT}\n\nAnn Lee visited Oslo last week."
        lines = run("extract", "--published", DAY, "--format", "jsonl", input=text).stdout.splitlines()
        array = json.loads(run("extract", "--published", DAY, "--format", "json", input=text).stdout)
        assert array == [json.loads(line) for line in lines]
        assert len(array) == 2

    def test_json_without_events_is_an_empty_array(self, run: Run):
        assert run("extract", "--published", DAY, "--format", "json", input="It rained.").stdout == "[]\n"

    def test_letters_are_written_as_they_are(self, run: Run):
        assert "Łukasz" in run("extract", "--published", DAY, "--format", "jsonl", input="Łukasz Nowak met Peter Novak.").stdout


class TestTable:
    def test_events_stand_in_the_order_of_a_diary(self, run: Run):
        text = (
            "Ann Lee will visit Oslo next week. Peter Novak visited Rome on Monday. "
            "Maria Santos has cancelled a meeting with David Cohen. Paul Weber will visit Paris today."
        )
        lines = run("extract", "--published", DAY, input=text).stdout.splitlines()
        assert lines[0] == "stdin"
        assert [line.split("  ")[0] for line in lines[2:6]] == ["Mon 4 Mar 2024", "Wed 6 Mar 2024", "11-17 Mar 2024", "-"]
        assert lines[1].split() == ["when", "status", "event", "who", "and", "what", "where", "found", "by"]
        assert "visitor: Peter Novak" in lines[2]
        assert "Rome" in lines[2]

    def test_a_text_without_events_says_so(self, run: Run):
        assert run("extract", "--published", DAY, input="It rained.").stdout == "stdin: no events\n\n"

    def test_no_line_ends_in_blanks(self, run: Run):
        lines = run("extract", "--published", DAY, input=TEXT).stdout.splitlines()
        assert lines == [line.rstrip() for line in lines]

    def test_brackets_are_not_taken_for_markup(self, run: Run):
        assert run("extract", "--published", DAY, "--id", "[red]a1", input=TEXT).stdout.startswith("[red]a1\n")

    @pytest.mark.parametrize(
        ("start", "end", "shown"),
        [
            (date(2024, 3, 11), date(2024, 3, 12), "Mon 11 Mar 2024"),
            (date(2024, 3, 11), date(2024, 3, 18), "11-17 Mar 2024"),
            (date(2024, 2, 26), date(2024, 3, 4), "26 Feb - 3 Mar 2024"),
            (date(2024, 12, 30), date(2025, 1, 6), "30 Dec 2024 - 5 Jan 2025"),
            (date(2024, 2, 1), date(2024, 3, 1), "Feb 2024"),
            (date(2024, 3, 1), date(2024, 6, 1), "Mar - May 2024"),
            (date(2024, 12, 1), date(2025, 3, 1), "Dec 2024 - Feb 2025"),
            (date(2023, 1, 1), date(2024, 1, 1), "2023"),
            (date(2010, 1, 1), date(2020, 1, 1), "2010-2019"),
            (date(2024, 3, 11), None, "from 11 Mar 2024"),
            (None, date(2024, 4, 16), "until 15 Apr 2024"),
            (None, date.min, "until 1 Jan 1"),
            (date(9999, 12, 1), date.max, "1-30 Dec 9999"),
            (datetime(2024, 3, 11, 15, 0), datetime(2024, 3, 11, 15, 1), "Mon 11 Mar 2024 15:00"),
            (datetime(2024, 3, 11, 15, 0), datetime(2024, 3, 11, 16, 0), "Mon 11 Mar 2024 15:00-16:00"),
            (datetime(2024, 3, 11, 18, 0), datetime(2024, 3, 12, 0, 0), "Mon 11 Mar 2024 18:00-24:00"),
            (datetime(2024, 3, 11, 22, 0), datetime(2024, 3, 12, 4, 0), "Mon 11 Mar 2024 22:00 - 12 Mar 2024 04:00"),
            (
                datetime(2024, 3, 11, 15, 0, tzinfo=timezone(timedelta(hours=1))),
                datetime(2024, 3, 11, 15, 1, tzinfo=timezone(timedelta(hours=1))),
                "Mon 11 Mar 2024 15:00 +0100",
            ),
            (datetime(2024, 3, 11, 15, 0), None, "from 11 Mar 2024 15:00"),
            (None, None, "-"),
        ],
    )
    def test_times_are_written_as_in_a_calendar(self, start: date | None, end: date | None, shown: str):
        assert shown_interval(start, end) == shown


class TestFiles:
    def test_a_file_holds_what_standard_output_would(self, run: Run, tmp_path: Path):
        said = run("extract", "--published", DAY, "--format", "jsonl", input=TEXT).stdout
        done = run("extract", "--published", DAY, "--format", "jsonl", "-o", "events.jsonl", input=TEXT)
        assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
        assert (tmp_path / "events.jsonl").read_bytes() == said.encode()
        assert [path.name for path in tmp_path.iterdir()] == ["events.jsonl"]

    def test_a_file_can_be_read_like_any_other(self, run: Run, tmp_path: Path):
        (tmp_path / "other").touch()
        run("times", "--published", DAY, "-o", "times.jsonl", input=TEXT)
        assert stat.S_IMODE((tmp_path / "times.jsonl").stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)

    def test_a_file_is_whole_or_not_touched(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        (tmp_path / "events.jsonl").write_text("old\n", "utf-8")
        monkeypatch.setattr("eventrules.cli.writing.JsonLines.close", lambda self: 1 / 0)
        done = run("extract", "--published", DAY, "--format", "jsonl", "-o", "events.jsonl", input=TEXT)
        assert isinstance(done.exception, ZeroDivisionError)
        assert (tmp_path / "events.jsonl").read_text("utf-8") == "old\n"
        assert [path.name for path in tmp_path.iterdir()] == ["events.jsonl"]

    def test_good_documents_are_written_beside_bad_ones(self, run: Run, tmp_path: Path):
        (tmp_path / "a.txt").write_text(TEXT, "utf-8")
        done = run("extract", "a.txt", "b.txt", "--published", DAY, "--format", "jsonl", "-o", "events.jsonl")
        assert done.exit_code == 1
        assert len((tmp_path / "events.jsonl").read_text("utf-8").splitlines()) == 1

    def test_a_missing_folder_is_said(self, run: Run, tmp_path: Path):
        done = run("extract", "--published", DAY, "-o", "nowhere/events.jsonl", input=TEXT)
        assert (done.exit_code, done.stderr) == (1, "eventrules: nowhere/events.jsonl: the folder 'nowhere' does not exist\n")
        assert not list(tmp_path.iterdir())

    @pytest.mark.skipif(not Path("/proc/self").exists(), reason="the system has no folder that takes no files from anybody")
    def test_a_file_that_cannot_be_written_is_said_by_its_own_name(self, run: Run):
        done = run("extract", "--published", DAY, "-o", "/proc/events.jsonl", input=TEXT)
        assert (done.exit_code, done.stderr) == (1, "eventrules: /proc/events.jsonl: cannot be written: no such file or directory\n")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
    def test_a_full_disk_is_said(self, run: Run):
        done = run("extract", "--published", DAY, "-o", "/dev/full", input=TEXT)
        assert (done.exit_code, done.stderr) == (1, "eventrules: no space left on device\n")

    def test_a_link_is_written_through_not_replaced(self, run: Run, tmp_path: Path):
        (tmp_path / "events.jsonl").symlink_to(tmp_path / "kept.jsonl")
        run("extract", "--published", DAY, "--format", "jsonl", "-o", "events.jsonl", input=TEXT)
        assert (tmp_path / "events.jsonl").is_symlink()
        assert (tmp_path / "kept.jsonl").read_text("utf-8").count("\n") == 1

    def test_a_dash_is_standard_output(self, run: Run):
        done = run("extract", "--published", DAY, "--format", "jsonl", "-o", "-", input=TEXT)
        assert done.stdout.count("\n") == 1
