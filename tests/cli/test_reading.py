"""What may come in: texts and rows, good and bad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import DAY, TEXT, Run

CONVERT = "convert it first, for instance: iconv -f WINDOWS-1252 -t UTF-8"


def row(**fields: object) -> str:
    return json.dumps({"id": "a1", "published": DAY, "text": TEXT} | fields)


def events(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


class TestTexts:
    @pytest.mark.parametrize("name", ["a.txt", "a.text", "a", "A.TXT"])
    def test_a_text_file(self, run: Run, tmp_path: Path, name: str):
        (tmp_path / name).write_text(TEXT, "utf-8")
        done = run("extract", name, "--published", DAY, "--format", "jsonl")
        assert (done.exit_code, done.stderr) == (0, "")
        [event] = events(done.stdout)
        assert (event["doc"], event["type"], event["time"]["start"]) == (Path(name).stem, "Meeting", "2024-03-08")

    def test_standard_input(self, run: Run):
        done = run("extract", "--published", DAY, "--format", "jsonl", input=TEXT)
        assert (done.exit_code, events(done.stdout)[0]["doc"]) == (0, "stdin")

    def test_a_text_that_begins_with_a_brace(self, run: Run):
        done = run("extract", "--published", DAY, "--format", "jsonl", input="{photo} " + TEXT)
        assert (done.exit_code, events(done.stdout)[0]["doc"]) == (0, "stdin")

    def test_line_ends_of_windows_keep_their_places(self, run: Run, tmp_path: Path):
        text = "Good news\r\n\r\nAnn Lee will meet\r\nPeter Novak in Paris on Friday.\r\n"
        (tmp_path / "a.txt").write_bytes(text.encode())
        [event] = events(run("extract", "a.txt", "--published", DAY, "--format", "jsonl").stdout)
        for filler in (*event["roles"]["participants"], *event["roles"]["place"]):
            assert text[filler["start"] : filler["end"]] == filler["text"]

    def test_the_mark_in_front_of_utf8_is_not_part_of_the_text(self, run: Run, tmp_path: Path):
        (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
        [event] = events(run("extract", "a.txt", "--published", DAY, "--format", "jsonl").stdout)
        first = event["roles"]["participants"][0]
        assert (first["start"], first["text"]) == (0, "Ann Lee")

    def test_id_names_the_document(self, run: Run, tmp_path: Path):
        (tmp_path / "a.txt").write_text(TEXT, "utf-8")
        done = run("extract", "a.txt", "--published", DAY, "--format", "jsonl", "--id", "seed")
        assert events(done.stdout)[0]["doc"] == "seed"

    def test_files_of_the_same_name_keep_their_folder(self, run: Run, tmp_path: Path):
        for folder in ("mon", "tue"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "a.txt").write_text(TEXT, "utf-8")
        done = run("extract", "mon/a.txt", "tue/a.txt", "--published", DAY, "--format", "jsonl")
        assert [event["doc"] for event in events(done.stdout)] == ["mon/a.txt", "tue/a.txt"]

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"", "a.txt: empty file: no text to read"),
            (b" \r\n\t\n", "a.txt: empty file: no text to read"),
            (b"GIF89a\x00\x01", "a.txt: binary file: a NUL byte at offset 6; expected UTF-8 text"),
            ("Zürich".encode("cp1252"), f"a.txt: not UTF-8 text: byte 0xfc at offset 1; {CONVERT}"),
            ("Zürich".encode("utf-16"), "a.txt: UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8"),
        ],
        ids=["empty", "blank", "binary", "latin-1", "utf-16"],
    )  # fmt: skip
    def test_what_is_no_text_is_said(self, run: Run, tmp_path: Path, data: bytes, message: str):
        (tmp_path / "a.txt").write_bytes(data)
        done = run("extract", "a.txt", "--published", DAY, "--format", "jsonl")
        assert (done.exit_code, done.stdout, done.stderr) == (1, "", f"eventrules: {message}\n")

    @pytest.mark.parametrize(
        ("path", "message"),
        [
            ("missing.txt", "missing.txt: no such file or directory"),
            ("missing.jsonl", "missing.jsonl: no such file or directory"),
            ("folder", "folder: is a folder; name the files in it, such as folder/*.txt"),
            ("folder.d/", "folder.d/: is a folder; name the files in it, such as folder.d/*.txt"),
            (
                "a.csv",
                "a.csv: files of the type '.csv' are not read; supported are .txt (one plain text) and .jsonl "
                "(rows like {id, published, text}); any text can be piped in",
            ),
        ],
    )
    def test_what_is_no_file_is_said_and_the_rest_is_done(self, run: Run, tmp_path: Path, path: str, message: str):
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder.d").mkdir()
        (tmp_path / "a.csv").write_text("id,text\n", "utf-8")
        (tmp_path / "good.txt").write_text(TEXT, "utf-8")
        done = run("extract", path, "good.txt", "--published", DAY, "--format", "jsonl")
        assert (done.exit_code, done.stderr) == (1, f"eventrules: {message}\n")
        assert [event["doc"] for event in events(done.stdout)] == ["good"]

    def test_a_text_without_a_date_is_said(self, run: Run, tmp_path: Path):
        (tmp_path / "a.txt").write_text(TEXT, "utf-8")
        done = run("extract", "a.txt")
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr == "eventrules: a.txt: no publication date; give it with --published YYYY-MM-DD\n"


class TestRows:
    @pytest.mark.parametrize("name", ["rows.jsonl", "rows.ndjson"])
    def test_a_file_of_rows(self, run: Run, tmp_path: Path, name: str):
        (tmp_path / name).write_text(f"{row()}\n\n{row(id=7, published='2024-03-13')}\n", "utf-8")
        done = run("extract", name, "--format", "jsonl")
        assert (done.exit_code, done.stderr) == (0, "")
        assert [(event["doc"], event["time"]["start"]) for event in events(done.stdout)] == [("a1", "2024-03-08"), ("7", "2024-03-15")]

    @pytest.mark.parametrize("arguments", [[], ["--published", "2000-01-01"]])
    def test_rows_on_standard_input_keep_their_dates(self, run: Run, arguments: list[str]):
        done = run("extract", "--format", "jsonl", *arguments, input=f"\ufeff{row()}\r\n")
        assert [(event["doc"], event["time"]["start"]) for event in events(done.stdout)] == [("a1", "2024-03-08")]

    def test_published_serves_rows_without_a_date(self, run: Run):
        done = run("extract", "--format", "jsonl", "--published", DAY, input=row(published=None))
        assert (done.exit_code, events(done.stdout)[0]["time"]["start"]) == (0, "2024-03-08")

    @pytest.mark.parametrize("moment", ["2024-03-06T18:00", "2024-03-06 18:00:00+01:00", "2024-03-06T18:00Z"])
    def test_a_publication_date_may_be_a_moment(self, run: Run, moment: str):
        done = run("extract", "--format", "jsonl", input=row(published=moment))
        assert (done.exit_code, events(done.stdout)[0]["time"]["start"]) == (0, "2024-03-08")

    def test_rows_without_an_id_are_told_apart_by_their_line(self, run: Run, tmp_path: Path):
        (tmp_path / "rows.jsonl").write_text(f"{row(id=None)}\n{row(id=None)}\n", "utf-8")
        done = run("extract", "rows.jsonl", "--format", "jsonl")
        assert [event["doc"] for event in events(done.stdout)] == ["rows:1", "rows:2"]

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("{oops", "rows.jsonl:2: not JSON: expecting property name enclosed in double quotes, column 2"),
            ('{"text": "x"', "rows.jsonl:2: not JSON: expecting ',' delimiter, column 13"),
            ("[1, 2]", "rows.jsonl:2: expected an object like {id, published, text}, found an array"),
            ("null", "rows.jsonl:2: expected an object like {id, published, text}, found null"),
            ("[" * 200_000, "rows.jsonl:2: not JSON that can be read: a number too long, or brackets too deep"),
            ('{"id": ' + "1" * 5000 + "}", "rows.jsonl:2: not JSON that can be read: a number too long, or brackets too deep"),
            (row(text=None), "rows.jsonl:2: document 'a1': the field 'text' is missing, expected a string"),
            (row(text=["x"]), "rows.jsonl:2: document 'a1': the field 'text' is an array, expected a string"),
            (row(id=None, text=3), "rows.jsonl:2: document 'rows:2': the field 'text' is a number, expected a string"),
            (row(id=True), "rows.jsonl:2: the field 'id' is true or false, expected a string or a number"),
            (row(published=20240306), "rows.jsonl:2: document 'a1': the field 'published' is a number, expected a string YYYY-MM-DD"),
            (row(published=None), "rows.jsonl:2: document 'a1': the field 'published' is missing, and no --published is given"),
            (
                row(published="2024-02-30"),
                "rows.jsonl:2: document 'a1': '2024-02-30' is no date (day is out of range for month); "
                "expected YYYY-MM-DD, such as 2019-01-16",
            ),
            (
                row(published="2024-03-06T18:00+99:00"),
                "rows.jsonl:2: document 'a1': '2024-03-06T18:00+99:00' is no date; expected YYYY-MM-DD, such as 2019-01-16",
            ),
            (row(published="soon"), "rows.jsonl:2: document 'a1': 'soon' is no date; expected YYYY-MM-DD, such as 2019-01-16"),
            (row(title={}), "rows.jsonl:2: document 'a1': the field 'title' is an object, expected a string"),
        ],
        ids=lambda value: value[:40],
    )  # fmt: skip
    def test_a_bad_row_between_good_ones(self, run: Run, tmp_path: Path, line: str, message: str):
        (tmp_path / "rows.jsonl").write_text(f"{row(id='before')}\n{line}\n{row(id='after')}\n", "utf-8")
        done = run("extract", "rows.jsonl", "--format", "jsonl")
        assert (done.exit_code, done.stderr) == (1, f"eventrules: {message}\n")
        assert [event["doc"] for event in events(done.stdout)] == ["before", "after"]

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"", "rows.jsonl: empty file: no documents to read"),
            (row().encode("utf-16"), "rows.jsonl: UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8"),
            (b'{"text": "\xff"}', f"rows.jsonl:1: not UTF-8 text: byte 0xff at offset 10; {CONVERT}"),
            (b'{"text": "\x00"}', "rows.jsonl:1: binary file: a NUL byte at offset 10; expected UTF-8 text"),
        ],
        ids=["empty", "utf-16", "latin-1", "nul"],
    )  # fmt: skip
    def test_what_holds_no_rows_is_said(self, run: Run, tmp_path: Path, data: bytes, message: str):
        (tmp_path / "rows.jsonl").write_bytes(data)
        done = run("extract", "rows.jsonl", "--format", "jsonl")
        assert (done.exit_code, done.stdout, done.stderr) == (1, "", f"eventrules: {message}\n")

    def test_half_a_character_comes_out_as_it_came_in(self, run: Run):
        line = '{"id": "\\ud800", "published": "2024-03-06", "text": "Ann Lee will meet Peter \\udfffNovak in Paris on Friday."}'
        done = run("extract", "--format", "jsonl", input=line)
        assert done.exit_code == 0
        assert [event["doc"] for event in events(done.stdout)] == ["\ud800"]
