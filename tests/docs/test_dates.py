"""The page on dates lists every operation as it is."""

import re
from datetime import date
from pathlib import Path

import eventrules
from eventrules.timex.operations import OPERATIONS


class TestOperations:
    def test_the_page_lists_every_operation_as_it_is(self, root: Path):
        page = (root / "docs" / "dates.md").read_text("utf-8")
        listed = [line for line in page.splitlines() if line.startswith("| `")]
        assert listed == [f"| `{operation.signature}` | {operation.doc} |" for operation in OPERATIONS.values()]

    def test_every_operation_is_used_or_open_to_users(self):
        for name, operation in OPERATIONS.items():
            assert operation.doc.endswith((".", "…")), name
            assert 0 <= operation.required <= len(operation.parameters)


class TestHouseStyle:
    def test_the_grammar_of_the_page_changes_what_next_friday_is(self, root: Path, tmp_path: Path):
        page = (root / "docs" / "dates.md").read_text("utf-8")
        (grammar,) = re.findall(r"<!-- grammar: house-style.rules -->\n```text\n(.*?)```", page, re.DOTALL)
        file = tmp_path / "house-style.rules"
        file.write_text(grammar, "utf-8")
        assert eventrules.check(file).errors == ()
        extractor = eventrules.Extractor.from_grammars(file)
        times = extractor.find_times("They will meet next Friday, not last Friday.", published=date(2019, 1, 16)).timexes
        assert [time.timex for time in times] == ["2019-01-18", "2019-01-11"]
