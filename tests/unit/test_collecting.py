"""How often Python looks for garbage."""

import gc
import subprocess
import sys

import pytest

from eventrules.collecting import uncollected

AS_COMMAND = "import gc, sys; import eventrules.cli; sys.argv[1:] = ['--version']\n"


def test_nothing_is_collected_meanwhile():
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_failure_turns_it_on_again():
    with pytest.raises(ValueError, match="no"), uncollected():
        raise ValueError("no")
    assert gc.isenabled()


def test_the_library_leaves_it_as_it_is_and_the_command_line_does_not():
    """A program that imports the library has settings of its own."""
    shown = "print(gc.get_threshold() == before)"
    library = f"import gc; before = gc.get_threshold(); import eventrules; eventrules.find_times; {shown}"
    command = f"{AS_COMMAND}before = gc.get_threshold()\ntry: eventrules.cli.main()\nexcept SystemExit: {shown}"
    said = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for code in (library, command)]
    assert [one.split()[-1] for one in said] == ["True", "False"]


def test_what_stays_to_the_end_is_set_aside():
    made = "with collecting.set_aside(): kept = [[] for _ in range(1000)]\nprint(gc.get_freeze_count(), gc.isenabled())"
    code = f"import gc; from eventrules import collecting\n{made}"
    frozen, enabled = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert int(frozen) >= 1000
    assert enabled == "True"
