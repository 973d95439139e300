"""The folder for editors: what it names is there, and it knows the words that the loader knows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eventrules.rulefile.bodies import EXAMPLE_WORDS
from eventrules.rulefile.statements import KEYWORDS, MODES, QUALIFIERS
from eventrules.rulefile.vocabulary import FEATURE_VALUES, METADATA

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "editors" / "vscode"
GRAMMARS = [*sorted((ROOT / "grammars" / "en").glob("*.rules")), *sorted((ROOT / "examples").glob("**/*.rules"))]


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def repository() -> dict[str, Any]:
    return read("syntaxes/eventrules.tmLanguage.json")["repository"]


def patterns(node: Any) -> Iterator[str]:
    """All regular expressions of a grammar."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("match", "begin", "end"):
                yield value
            else:
                yield from patterns(value)
    elif isinstance(node, list):
        for value in node:
            yield from patterns(value)


def words(expression: str) -> set[str]:
    """The words that a regular expression spells out."""
    return set(re.findall(r"(?<![\\\w])[a-z][a-z]+", expression))


class TestWords:
    def test_statements(self, repository: dict[str, Any]):
        assert words(repository["statement"]["begin"]) == {*KEYWORDS, *MODES}

    def test_features_and_their_values(self, repository: dict[str, Any]):
        values = {value for values in FEATURE_VALUES.values() for value in values}
        assert words(repository["feature"]["match"]) == {*FEATURE_VALUES, *values}

    def test_words_of_bodies(self, repository: dict[str, Any]):
        assert words(repository["example"]["match"]) == {*EXAMPLE_WORDS, "published"}
        assert words(repository["metadata"]["match"]) == {*METADATA, "priority"}
        assert set(QUALIFIERS) <= words(repository["mark"]["patterns"][0]["match"])


class TestGrammar:
    def test_every_expression_compiles_and_every_part_is_there(self, repository: dict[str, Any]):
        whole = read("syntaxes/eventrules.tmLanguage.json")
        for expression in patterns(whole):
            re.compile(expression)
        included = set(re.findall(r'"include": "#([\w-]+)"', json.dumps(whole)))
        assert included == set(repository)

    @pytest.mark.parametrize("file", GRAMMARS, ids=lambda file: file.name)
    def test_it_knows_all_statements_of_the_shipped_files(self, repository: dict[str, Any], file: Path):
        begin = re.compile(repository["statement"]["begin"])
        lines = [line for line in file.read_text("utf-8").split("\n") if line[:1].strip() and not line.startswith("#")]
        assert [line for line in lines if not begin.match(line)] == []

    @pytest.mark.parametrize(
        ("part", "line", "groups"),
        [
            ("capture", "{first:day-number}", ("{", "first", ":", "day-number", "}")),
            ("capture", "{place}", ("{", "place", None, None, "}")),
            ("example", "    example published 2024-03-06", ("example", "published", "2024-03-06")),
            ("guard", "    not after the", ("not", "after")),
            ("expectation", "        place = New York", ("place", "=", "New York")),
            ("feature", "modality expected", ("modality", "expected")),
            ("produces", "=> Meeting", ("=>", "Meeting")),
            ("file", "from ships.txt", ("from", "ships.txt")),
        ],
    )
    def test_parts_of_lines(self, repository: dict[str, Any], part: str, line: str, groups: tuple[str | None, ...]):
        found = re.search(repository[part]["match"], line)
        assert found is not None
        assert found.groups() == groups


class TestExtension:
    def test_what_the_package_names_is_there(self):
        package = read("package.json")
        (language,), (grammar,) = package["contributes"]["languages"], package["contributes"]["grammars"]
        for path in (package["main"], language["configuration"], grammar["path"]):
            assert (FOLDER / path).is_file()
        assert grammar["language"] == language["id"]
        assert grammar["scopeName"] == read(grammar["path"])["scopeName"]
        assert package["activationEvents"] == [f"onLanguage:{language['id']}"]

    def test_it_starts_the_command_that_there_is(self):
        settings = read("package.json")["contributes"]["configuration"]["properties"]
        assert settings["eventrules.command"]["default"] == ["eventrules", "lsp"]
        assert {f"eventrules.{name}" for name in ("command", "scope", "grammars")} == set(settings)
        script = (FOLDER / "extension.js").read_text("utf-8")
        assert all(f'get("{name.partition(".")[2]}")' in script for name in settings)

    def test_the_version_is_that_of_the_package(self):
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert read("package.json")["version"] == project["version"]

    def test_brackets_of_the_language_close_one_another(self):
        assert {"".join(pair) for pair in read("language-configuration.json")["brackets"]} == {"{}", "[]", "()", "<>"}

    @pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
    def test_the_script_can_be_read(self):
        done = subprocess.run(["node", "--check", str(FOLDER / "extension.js")], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
