"""Plain data: what is written comes back, and nothing else is ever made."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventrules.errors import Location
from eventrules.storage.plain import Kinds


@attrs.frozen
class Leaf:
    name: str
    place: Location


@attrs.frozen
class Branch:
    parts: tuple[object, ...]
    marks: frozenset[str]


@attrs.frozen
class Stranger:
    name: str


@attrs.frozen(kw_only=True)
class Grain:
    name: str
    marks: tuple[object, ...]


KINDS = Kinds(Leaf, Branch, Grain, many=Grain)


def values() -> st.SearchStrategy[object]:
    leaves = st.none() | st.booleans() | st.integers() | st.text() | st.frozensets(st.text(max_size=2))
    leaf = st.builds(Leaf, st.text(), st.builds(Location, st.text(), st.integers(), st.integers()))
    grains = st.lists(st.builds(Grain, name=st.text(), marks=st.lists(leaf, max_size=2).map(tuple)), max_size=4).map(tuple)
    return st.recursive(
        leaves | leaf | grains,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4).map(tuple),
            st.dictionaries(st.text(), inner, max_size=4),
            st.builds(Branch, st.lists(inner, max_size=4).map(tuple), st.frozensets(st.text(max_size=2))),
        ),
    )


@given(values())
def test_back_and_forth(value: object):
    assert KINDS.read(KINDS.written(value)) == value


def test_what_comes_again_is_one_thing():
    leaf = Leaf("a", Location("x", 1, 2))
    found = KINDS.read(KINDS.written((leaf, frozenset("ab"), leaf, frozenset("ab"))))
    assert found[0] is found[2]
    assert found[1] is found[3]


@given(values(), values())
def test_lines_in_turn(first: object, second: object):
    lines, known = KINDS.written_in_turn(first, (first, second)), list[object]()
    assert [KINDS.read(line, known) for line in lines] == [first, (first, second)]


def test_what_comes_again_in_another_line_is_one_thing():
    leaf = Leaf("a", Location("x", 1, 2))
    (first, second), known = KINDS.written_in_turn((leaf,), (frozenset("ab"), leaf)), list[object]()
    assert KINDS.read(first, known)[0] is KINDS.read(second, known.copy())[1] is KINDS.read(second, known.copy())[1]


def test_only_known_classes_are_written():
    with pytest.raises(TypeError, match="a Stranger is not written as plain data"):
        KINDS.written(Stranger("a"))


@pytest.mark.parametrize("plain", [[99, "os"], [9, 1, 2, 3], [4, 0], [8], [7, "a"], [6, 99, ["a"]], [6, 0, ["a"], []], [6, 0, ["a"]]])
def test_only_known_classes_are_made(plain: list[object]):
    with pytest.raises((LookupError, TypeError, ValueError)):
        KINDS.read(json.dumps(plain).encode())
