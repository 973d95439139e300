"""Where grammar files come from."""

from __future__ import annotations

from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

from eventrules.errors import wrong_type

SUFFIX = ".rules"

Source = str | Path | Traversable
"""The name of a shipped grammar, a file, or a folder."""


def shipped_folder() -> Traversable:
    """The folder of the English grammars that come with the package."""
    return package_files("eventrules.grammars") / "en"


def check_sources(sources: tuple[object, ...]) -> None:
    """Complain of what cannot be a source.

    Raises:
        TypeError: one of them is neither a name nor a path.
    """
    for source in sources:
        if not isinstance(source, (str, Path, Traversable)):
            several = "; give each as an argument of its own" if isinstance(source, (list, tuple, set)) else ""
            raise wrong_type("a grammar", source, f"the name of a shipped one, or the path of a file or folder{several}")


def is_shipped_name(source: Source) -> bool:
    """Whether a source is the name of a shipped grammar."""
    name = str(source)
    return isinstance(source, str) and name.isprintable() and "/" not in name and (shipped_folder() / f"{name}{SUFFIX}").is_file()
