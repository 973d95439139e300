"""What `import eventrules` offers, and what it costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import eventrules


@pytest.mark.parametrize("name", eventrules.__all__)
def test_every_name_is_there_and_stays(name: str):
    first = getattr(eventrules, name)
    assert not isinstance(first, ModuleType)
    assert getattr(eventrules, name) is first  # a submodule of the same name would take its place


def test_type_checkers_see_what_there_is_at_run_time():
    tree = ast.parse(Path(eventrules.__file__).read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("eventrules.")]
    seen = {alias.name: node.module for node in imports for alias in node.names}
    assert sorted(seen) == sorted(eventrules.__all__)
    assert all(getattr(import_module(str(module)), name) is getattr(eventrules, name) for name, module in seen.items())


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'eventrules' has no attribute 'Extracter'"):
        eventrules.Extracter  # noqa: B018


def test_dir_lists_all_names():
    assert set(eventrules.__all__) <= set(dir(eventrules))


def test_importing_loads_nothing_else():
    program = "import sys; before = set(sys.modules); import eventrules; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"attrs", "pyparsing", "dateutil", "click", "rich", "cattrs"} & set(done.stdout.split())
