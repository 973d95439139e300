"""`eventrules lsp` where pygls is not installed."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

from eventrules.cli.commands import cli


def test_what_is_missing_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in sys.modules if name.startswith(("eventrules.lsp", "pygls"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    done = CliRunner().invoke(cli, ["lsp"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "eventrules: the language server needs pygls; install it with: pip install 'eventrules[lsp]'\n"
