"""Files in the cache folder: whole or not there, and the ones in use stay."""

import os
import threading
from pathlib import Path

from eventrules.storage.files import digest_of, digest_of_code, keep, kept


class TestKeeping:
    def test_what_is_kept_comes_back(self, tmp_path: Path):
        file = tmp_path / "folder" / "a.x"
        assert kept(file) is None
        keep(file, b"one\ntwo", most=2)
        assert kept(file) == b"one\ntwo"
        assert [path.name for path in file.parent.iterdir()] == ["a.x"]

    def test_a_file_cut_short_is_none(self, tmp_path: Path):
        file = tmp_path / "a.x"
        keep(file, b"content", most=2)
        for spoilt in (b"", b"content", file.read_bytes()[:-1], b"\xff" + file.read_bytes()):
            file.write_bytes(spoilt)
            assert kept(file) is None

    def test_those_not_used_for_longest_go_first(self, tmp_path: Path):
        files = [tmp_path / f"{name}.x" for name in "abc"]
        other = tmp_path / "other.y"
        for age, file in enumerate((other, *files[:2]), 1):
            keep(file, b"content", most=2)
            os.utime(file, (1000 * age, 1000 * age))
        kept(files[0])
        keep(files[2], b"content", most=2)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.x", "c.x", "other.y"]

    def test_many_at_once_leave_a_whole_file(self, tmp_path: Path):
        file, contents = tmp_path / "a.x", [bytes([65 + number]) * 100_000 for number in range(8)]
        threads = [threading.Thread(target=keep, args=(file, content), kwargs={"most": 2}) for content in contents]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert kept(file) in contents
        assert [path.name for path in tmp_path.iterdir()] == ["a.x"]

    def test_a_place_that_cannot_be_written_keeps_nothing(self, tmp_path: Path):
        (tmp_path / "file").write_text("", "utf-8")
        keep(tmp_path / "file" / "a.x", b"content", most=2)
        assert kept(tmp_path / "file" / "a.x") is None


class TestDigests:
    def test_names_and_ends_of_contents_matter(self):
        parts = [[("a", b"bc")], [("ab", b"c")], [("a", b"b"), ("c", b"")], [("a", b"b"), ("", b"c")], []]
        assert len({digest_of(part) for part in parts}) == len(parts)

    def test_of_the_code(self):
        assert digest_of_code("text") == digest_of_code("text") != digest_of_code("timex")
