"""How often Python looks for garbage."""

import gc
import subprocess
import sys

import pytest

from eventrules.collecting import uncollected


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
    command = f"import gc; before = gc.get_threshold(); import eventrules.cli.commands as c; c.cli = lambda: {shown}; eventrules.cli.main()"
    assert [output_of(code) for code in (library, f"import eventrules\n{command}")] == ["True", "False"]


@pytest.mark.parametrize("is_ours", [True, False])
@pytest.mark.parametrize("count", [1_000, 400_000])
def test_much_that_stays_is_set_aside_where_the_process_is_ours(is_ours: bool, count: int):
    ours = "collecting.collect_seldom()" if is_ours else "pass"
    made = f"with collecting.uncollected(): kept = [[] for _ in range({count})]\nprint(gc.get_freeze_count() >= {count}, gc.isenabled())"
    assert output_of(f"import gc; from eventrules import collecting\n{ours}\n{made}") == f"{is_ours and count > 1_000} True"


def output_of(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
