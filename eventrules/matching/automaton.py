"""Which of many wordings can match at a place, and how far: one walk over the symbols, instead of one try for each.

The expressions of all wordings are read into one automaton that knows no captures. Its states are sets of places in the
expressions, made when a text first leads there (determinised as needed), so that most of a text is gone through at the
cost of one look into a table for each symbol. What stands around a match, but for the symbol before it, and how often
something is repeated is not looked at: a walk may hope where `re` finds nothing, but never misses what `re` finds.
"""

from __future__ import annotations

from collections.abc import Sequence

from eventrules.matching.expressions import Choice, Expression, Following, Look, Many, Set, Tree
from eventrules.matching.symbols import EDGE

_STATES_LIMIT = 1 << 13
_COUNTED = 32
"""How often something is repeated at most, so that its repetitions are counted."""


class State(dict[str, "State | None"]):
    """Where a walk stands: the state behind each symbol, None where no wording goes on.

    `endings` are the wordings that can end here, if any can.
    """

    __slots__ = ("_automaton", "_steps", "endings")

    def __init__(self, automaton: Automaton, places: frozenset[_Place]) -> None:
        super().__init__()
        self._automaton = automaton
        self._steps: dict[Set, list[_Step]] = {}
        for place in places:
            if isinstance(place, _Step):
                self._steps.setdefault(place.symbols, []).append(place)
        ends = [place for place in places if isinstance(place, _End)]
        self.endings = Endings(ends) if ends else None

    def __missing__(self, symbol: str) -> State | None:
        found = set[_Place]()
        for symbols in self._automaton.sets_of(symbol) & self._steps.keys():
            for step in self._steps[symbols]:
                found |= step.behind
        state = self[symbol] = self._automaton.state(frozenset(found)) if found else None
        return state


class Endings(dict[str, tuple[int, ...]]):
    """The numbers of the wordings that can end in a state, in their order, by the symbol behind; EDGE stands behind a row."""

    def __init__(self, ends: list[_End]) -> None:
        super().__init__()
        self._ends = sorted(ends, key=lambda end: end.line)

    def __missing__(self, behind: str) -> tuple[int, ...]:
        found = self[behind] = tuple(end.line for end in self._ends if _holds(end.conditions, behind))
        return found


class Automaton(dict[str, State]):
    """The states in which walks begin, by the symbol before; EDGE stands before a row.

    Attributes:
        is_exact: for each wording, whether one symbol before and behind tell all that must or must not stand there.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        """An automaton for expressions over symbols, as `patterns` writes them."""
        super().__init__()
        self._sets: dict[str, Set] = {}
        self._beginnings: dict[_Conditions, set[_Place]] = {}
        is_exact: list[bool] = []
        for line, source in enumerate(sources):
            expression = Expression(source, self._sets)
            before, behind = _Beside(), _Beside()
            for look in expression.looks:
                (before if look.is_before else behind).add(look)
            places = _closed(_linked(expression.tree, _End(line, behind.conditions)))
            self._beginnings.setdefault(before.conditions, set()).update(places)
            is_exact.append(before.is_all and behind.is_all)
        self.is_exact = tuple(is_exact)
        self._states: dict[frozenset[_Place], State] = {}
        self._sets_of: dict[str, frozenset[Set]] = {EDGE: frozenset()}

    def __missing__(self, before: str) -> State:
        allowed = (places for conditions, places in self._beginnings.items() if _holds(conditions, before))
        state = self[before] = self.state(frozenset[_Place]().union(*allowed))
        return state

    def sets_of(self, symbol: str) -> frozenset[Set]:
        """The sets in the expressions that a symbol is in; an edge is in none."""
        if symbol not in self._sets_of:
            self._sets_of[symbol] = frozenset(some for some in self._sets.values() if symbol in some)
        return self._sets_of[symbol]

    def state(self, places: frozenset[_Place]) -> State:
        """The state for a set of places; all are forgotten when there are many, so that no stream makes them grow."""
        known = self._states.get(places)
        if known is None:
            if len(self._states) >= _STATES_LIMIT:
                self._states.clear()
                self.clear()
            known = self._states[places] = State(self, places)
        return known

    def lines_at(self, edged: str, position: int) -> list[int]:
        """The wordings that can match at a position of a row with EDGE behind it, in their order."""
        found = set[int]()
        state: State | None = self[edged[position - 1]]
        while state is not None:
            if state.endings is not None:
                found.update(state.endings[edged[position]])
            state = state[edged[position]]
            position += 1
        return sorted(found)


_Conditions = tuple[tuple[tuple[Set, ...], bool], ...]
"""Sets of some of which a symbol must be, or must not."""


def _holds(conditions: _Conditions, symbol: str) -> bool:
    return all(any(symbol in some for some in sets) is wanted for sets, wanted in conditions)


# --- the automaton's places --------------------------------------------------------------------------------------


class _Step:
    """A place where one symbol of a set is read."""

    __slots__ = ("_then", "behind", "symbols")

    def __init__(self, symbols: Set, then: _Node) -> None:
        self.symbols, self._then = symbols, then

    def __getattr__(self, name: str) -> frozenset[_Place]:
        """What can come behind the symbol, worked out when first asked for."""
        if name != "behind":
            raise AttributeError(name)
        self.behind = _closed(self._then)
        return self.behind


class _End:
    """The end of a wording, and what is known of the symbol behind it."""

    __slots__ = ("conditions", "line")

    def __init__(self, line: int, conditions: _Conditions) -> None:
        self.line, self.conditions = line, conditions


class _Fork:
    """A place where the ways part."""

    __slots__ = ("ways",)

    def __init__(self, ways: list[_Node]) -> None:
        self.ways = ways


_Place = _Step | _End
_Node = _Step | _End | _Fork


def _closed(node: _Node) -> frozenset[_Place]:
    """The places that can be reached from a node without reading a symbol."""
    found, seen, waiting = set[_Place](), set[_Fork](), [node]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, _Fork):
            found.add(node)
        elif node not in seen:
            seen.add(node)
            waiting += node.ways
    return frozenset(found)


def _linked(tree: Tree, then: _Node) -> _Node:
    """The nodes of an expression, with what comes behind it."""
    match tree:
        case Set():
            return _Step(tree, then)
        case Following():
            for part in reversed(tree.parts):
                then = _linked(part, then)
            return then
        case Choice():
            return _Fork([_linked(part, then) for part in tree.parts])
        case Many():
            return _repeated(tree, then)


def _repeated(tree: Many, then: _Node) -> _Node:
    if tree.most > _COUNTED or (tree.most > 1 and not _is_short(tree.part)):
        again = _Fork([then])
        first = _linked(tree.part, again)
        again.ways.append(first)
        return first if tree.least else again
    for count in range(tree.most, 0, -1):
        part = _linked(tree.part, then)
        then = part if count <= tree.least else _Fork([part, then])
    return then


def _is_short(tree: Tree) -> bool:
    """Whether a part is one symbol, perhaps with the filling of a chunk."""
    return isinstance(tree, Set) or (isinstance(tree, Following) and len(tree.parts) <= 2)


class _Beside:
    """What is known of the symbol beside a match, and whether that is all that matters there."""

    def __init__(self) -> None:
        self.conditions: _Conditions = ()
        self.is_all = True

    def add(self, look: Look) -> None:
        """Take what must, or must not, stand there."""
        end = _End(0, ())
        first = _closed(_linked(look.part, end))
        steps = [step for step in first if isinstance(step, _Step)]
        alone = [step for step in steps if end in step.behind]
        if end in first or len(alone) < len(steps):
            self.is_all = False
        if end not in first:
            self.conditions += ((tuple(step.symbols for step in (steps if look.wanted else alone)), look.wanted),)
