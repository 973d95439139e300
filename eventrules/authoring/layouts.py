"""Lays out the grammar files of folders."""

from __future__ import annotations

import difflib
from pathlib import Path

import attrs

from eventrules.errors import GrammarError, GrammarErrors, GrammarSyntaxError, Location
from eventrules.rulefile.layout import formatted
from eventrules.rulefile.sources import SUFFIX


@attrs.frozen(kw_only=True)
class Change:
    """A file whose layout is not the canonical one."""

    path: Path
    before: str
    after: str

    def diff(self) -> str:
        """What would change, line by line, as a unified diff."""
        lines = (text.splitlines(keepends=True) for text in (self.before, self.after))
        return "".join(difflib.unified_diff(*lines, fromfile=str(self.path), tofile=str(self.path)))

    def write(self) -> None:
        """Write the file."""
        self.path.write_bytes(self.after.encode("utf-8"))


def changes_of(*paths: str | Path) -> tuple[Change, ...]:
    """The files among these, and in these folders, that are not laid out in the canonical way.

    Raises:
        GrammarErrors: everything that cannot be read in any of them; then nothing was changed.
    """
    changes: list[Change] = []
    errors: list[GrammarError] = []
    for path in map(Path, paths):
        for file in sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]:
            try:
                before = file.read_bytes().decode("utf-8")
                after = formatted(before, path=str(file))
            except UnicodeDecodeError:
                errors.append(GrammarSyntaxError("not UTF-8 text", location=Location(str(file), 1, 1), hint="save the file as UTF-8"))
            except GrammarErrors as group:
                errors.extend(group.errors)
            else:
                changes += [Change(path=file, before=before, after=after)] if after != before else []
    if errors:
        raise GrammarErrors("the grammar has mistakes", errors)
    return tuple(changes)
