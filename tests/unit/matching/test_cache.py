"""The cache: the same grammar comes back, and nothing that is wrong with it is ever noticed."""

import gc
import os
import pickle
import sys
import weakref
from datetime import date
from pathlib import Path

import pytest

from eventrules.errors import GrammarErrors
from eventrules.extractor import Extractor
from eventrules.matching import cache
from eventrules.matching.cache import content_key, loaded_grammar
from eventrules.matching.plain import grammar_of, sections_of
from eventrules.storage.files import VARIABLE, cache_folder, keep

RULES = "type person\nevent Nod\n    who person\nlist name: Ann, Bo\nrule names => person\n    <name>\nrule nods => Nod\n    {who} *nods*\n"
ON_WORDS = f"use words\n{RULES.partition(chr(10))[2]}"
TEXT = "Ann nods."


class Forgetful(dict[str, object]):
    """Keeps nothing."""

    def __setitem__(self, key: str, value: object) -> None:
        pass


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, for processes that share nothing else."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "_in_use", Forgetful())
    return tmp_path / "cache"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A grammar of our own, on top of the shipped words."""
    file = tmp_path / "own" / "nod.rules"
    file.parent.mkdir()
    file.write_text(ON_WORDS, "utf-8")
    return file


def files(folder: Path) -> list[Path]:
    """The grammars in the cache."""
    return sorted(folder.glob("*.grammar"))


def found(source: Path) -> list[tuple[str, str]]:
    events = Extractor.from_grammars("words", source).extract(TEXT, published=date(2024, 3, 6)).events
    return [(event.type, str(event.mentions[0].rule)) for event in events]


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One item for each time that a grammar is compiled."""
    done: list[object] = []
    compiled = cache._compiled
    monkeypatch.setattr(cache, "_compiled", lambda *sources: (done.append(sources), compiled(*sources))[1])
    return done


class TestInUse:
    def test_extractors_share_a_grammar_while_it_is_in_use(self, rules: Path):
        first = Extractor.from_grammars("words", rules)
        assert Extractor.from_grammars("words", rules).grammar is first.grammar

    def test_a_changed_file_is_another_grammar(self, rules: Path):
        first = Extractor.from_grammars("words", rules)
        rules.write_text(ON_WORDS.replace("nods", "bows"), "utf-8")
        assert Extractor.from_grammars("words", rules).grammar is not first.grammar

    def test_nobody_else_holds_it(self, rules: Path):
        grammar = weakref.ref(Extractor.from_grammars("words", rules).grammar)
        gc.collect()
        assert grammar() is None


class TestKeeping:
    def test_the_second_time_nothing_is_compiled(self, folder: Path, rules: Path, compilations: list[object]):
        first, second = found(rules), found(rules)
        assert first == second == [("Nod", f"{rules}:7 nods")]
        assert (len(compilations), len(files(folder))) == (1, 1)

    def test_a_cached_grammar_is_the_same(self, folder: Path, compilations: list[object]):
        fresh, cached = loaded_grammar(), loaded_grammar()
        assert (len(compilations), len(files(folder))) == (1, 1)
        assert sections_of(fresh) == sections_of(cached)
        for name in ("events", "types", "rules", "phrases", "frames", "constructions", "layers"):
            assert getattr(fresh.grammar, name) == getattr(cached.grammar, name)
        assert dict(cached.grammar.lists) == dict(fresh.grammar.lists)
        assert dict(cached.grammar.verbs) == dict(fresh.grammar.verbs)
        assert tuple(cached.grammar.files) == tuple(fresh.grammar.files)

    def test_a_cached_grammar_pickles(self, folder: Path, rules: Path):
        found(rules)
        extractor = pickle.loads(pickle.dumps(Extractor.from_grammars("words", rules)))
        assert extractor.extract(TEXT, published=date(2024, 3, 6)).events[0].type == "Nod"
        assert sections_of(extractor.grammar) == sections_of(loaded_grammar("words", rules))

    def test_broken_grammars_fail_each_time_in_the_same_words(self, folder: Path, rules: Path):
        rules.write_text("rule x => Nowhere\n    a *b*\n", "utf-8")
        messages: list[str] = []
        for _ in range(2):
            with pytest.raises(GrammarErrors) as raised:
                loaded_grammar("words", rules)
            messages.append(str(raised.value.exceptions[0]))
        assert messages[0] == messages[1]
        assert files(folder) == []

    def test_those_not_used_for_longest_make_room(self, folder: Path, tmp_path: Path, compilations: list[object]):
        file = tmp_path / "nod.rules"
        file.write_text(ON_WORDS, "utf-8")
        others = [tmp_path / f"nod{number}.rules" for number in range(cache._KEPT)]
        for other in others:
            other.write_text(ON_WORDS, "utf-8")
        for source in (file, *others[:-1], file, others[-1]):
            loaded_grammar("words", source)
        assert len(files(folder)) == cache._KEPT
        before = len(compilations)
        loaded_grammar("words", file)
        assert len(compilations) == before


class TestSpoiltFiles:
    @pytest.mark.parametrize("spoil", [lambda data: b"", lambda data: data[:-9], lambda data: b"\x80" + data, lambda data: b"{}\n{}\n"])
    def test_a_spoilt_file_is_made_anew(self, folder: Path, rules: Path, compilations: list[object], spoil):
        before = found(rules)
        (file,) = files(folder)
        good = file.read_bytes()
        file.write_bytes(spoil(good))
        assert found(rules) == before
        assert len(compilations) == 2
        assert file.read_bytes() == good

    @pytest.mark.parametrize("content", [b"[]", b'["main"]\n[1]', b'["main", "alphabet"]\n{}\n{}', b"no json", b'["a", "b"]\n1'])
    def test_a_file_with_a_checksum_but_no_grammar(self, folder: Path, rules: Path, compilations: list[object], content: bytes):
        before = found(rules)
        (file,) = files(folder)
        keep(file, content, most=9)
        assert found(rules) == before
        assert len(compilations) == 2

    def test_a_folder_in_its_place(self, folder: Path, rules: Path):
        before = found(rules)
        (file,) = files(folder)
        file.unlink()
        file.mkdir()
        assert found(rules) == before


class TestKey:
    def test_it_follows_every_file(self, rules: Path):
        words = rules.parent / "names.txt"
        words.write_text("Cy\n", "utf-8")
        rules.write_text("use other\nlist name from names.txt\n", "utf-8")
        other = rules.parent / "other.rules"
        keys = [content_key(rules)]
        for file, text in ((words, "Di\n"), (other, "type person\n"), (rules, "list name from names.txt\n")):
            file.write_text(text, "utf-8")
            keys.append(content_key(rules))
        assert len(set(keys)) == 4
        assert None not in keys
        assert keys[-1] == content_key(rules)

    def test_names_of_sources_matter_since_results_name_them(self, rules: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.chdir(rules.parent)
        assert content_key(rules) != content_key("nod.rules")
        assert content_key("meeting") != content_key("visit") != content_key()
        assert content_key(rules) != content_key(rules.parent)

    def test_what_cannot_be_read_has_none(self, tmp_path: Path):
        assert content_key(tmp_path / "nothing.rules") is None


class TestFolder:
    @pytest.mark.parametrize("off", ["off", "OFF"])
    def test_off(self, folder: Path, rules: Path, monkeypatch: pytest.MonkeyPatch, off: str):
        monkeypatch.setenv(VARIABLE, off)
        assert cache_folder() is None
        assert found(rules)
        assert not folder.exists()

    def test_the_users_cache_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.delenv(VARIABLE, raising=False)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert cache_folder() == tmp_path / "eventrules"
        monkeypatch.setenv("XDG_CACHE_HOME", "relative/paths/do/not/count")
        assert cache_folder() == Path.home() / ".cache" / "eventrules"

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch):
        (tmp_path / "file").write_text("", "utf-8")
        monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "cache"))
        assert found(rules)

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the mode of a folder holds nobody back here")
    def test_a_folder_that_only_reads(self, folder: Path, rules: Path):
        folder.mkdir(mode=0o500)
        assert found(rules)
        assert files(folder) == []


class TestPlainData:
    def test_back_and_forth(self, folder: Path, rules: Path):
        sections = sections_of(loaded_grammar("words", rules))
        assert sections_of(grammar_of(sections)) == sections

    def test_only_known_classes_are_made(self, folder: Path, rules: Path):
        sections = sections_of(loaded_grammar("words", rules))
        with pytest.raises((LookupError, TypeError, ValueError)):
            grammar_of({**sections, "main": b'[1,"grammar",[9999,"os","system"]]'})
