"""Which of many wordings can match at a place, and how far: one walk over the symbols, instead of one try for each.

The expressions of all wordings are read into one automaton that knows no captures. Its states are sets of places in the
expressions, and both are made when a text first leads there (determinised as needed): nothing is done for what no text
holds, and most of a text is gone through at the cost of one look into a table for each symbol. What stands around a match,
but for the symbol before it, and how often something is repeated is not looked at: a walk may hope where `re` finds
nothing, but never misses what `re` finds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from weakref import WeakValueDictionary

from eventrules.matching.expressions import Choice, Expression, Following, Look, Many, Set, Tree, Trees
from eventrules.matching.parts import Parts
from eventrules.matching.patterns import CompiledPattern
from eventrules.matching.symbols import EDGE

_STATES_LIMIT = 1 << 14

_BLOCKS_LIMIT = 1 << 15

_BLOCK = 32
"""So many bytes of a set of places are looked up together: with fewer there is more to put together, with more it is seldom known."""

_EMPTY = bytes(_BLOCK)

_DRAWER = 7
"""Symbols that are alike but for so many bits are looked up together."""


class State(dict[str, "State | None"]):
    """Where a walk stands: the state behind each symbol, None where no wording goes on.

    `endings` are the wordings that can end here, if any can.
    """

    __slots__ = ("_automaton", "_places", "endings")

    def __init__(self, automaton: Automaton, places: Places, ends: list[_End]) -> None:
        super().__init__()
        self._automaton, self._places = automaton, places
        self.endings = Endings(ends) if ends else None

    def __missing__(self, symbol: str) -> State | None:
        state = self[symbol] = self._automaton.behind(self._places, symbol)
        return state


Lines = int
"""Some wordings, a bit for each by its number."""


def numbers_of(bits: int) -> Iterator[int]:
    """The numbers of wordings or places that are given as bits, in their order.

    >>> list(numbers_of(0b1010))
    [1, 3]
    """
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


class Endings(dict[str, Lines]):
    """The wordings that can end in a state, by the symbol behind; EDGE stands behind a row."""

    def __init__(self, ends: list[_End]) -> None:
        super().__init__()
        self._always = sum(1 << end.line for end in ends if not end.conditions)
        self._else = [end for end in ends if end.conditions]

    def __missing__(self, behind: str) -> Lines:
        found = self._always
        for end in self._else:
            if _holds(end.conditions, behind):
                found |= 1 << end.line
        self[behind] = found
        return found


class Automaton(dict[str, State]):
    """The states in which walks begin, by the symbol before; EDGE stands before a row.

    Made by `of`, which gives grammars with the same expressions the same automaton, and with it what texts have led to.

    Attributes:
        is_exact: for each wording, whether one symbol before and behind tell all that must or must not stand there.
    """

    def __init__(self, sources: Sequence[str], parts: Parts) -> None:
        """An automaton for expressions over symbols, as `emitting` writes them, with the parts that they name."""
        super().__init__()
        trees = Trees(parts)
        self._nodes = _Nodes()
        self._beginnings: dict[_Conditions, Places] = {}
        is_exact: list[bool] = []
        for line, source in enumerate(sources):
            expression = Expression(source, trees)
            before, behind = _Beside(), _Beside()
            for look in expression.looks:
                (before if look.is_before else behind).add(look)
            first = self._nodes.closed(self._nodes.linked(expression.tree, self._nodes.end(line, behind.conditions)))
            self._beginnings[before.conditions] = self._beginnings.get(before.conditions, 0) | first
            is_exact.append(before.is_all and behind.is_all)
        self.is_exact = tuple(is_exact)
        self._states: dict[Places, State] = {}
        self._behind: dict[Places, Places] = {}

    @classmethod
    def of(cls, patterns: Iterable[CompiledPattern]) -> Automaton:
        """The automaton for patterns that share their parts, of whichever grammar in use asked first."""
        listed = list(patterns)
        parts = listed[0].parts if listed else Parts()
        key = tuple(pattern.source for pattern in listed), parts
        if (known := _in_use.get(key)) is None:
            known = _in_use[key] = cls(*key)
        return known

    def __missing__(self, before: str) -> State:
        places = 0
        for conditions, some in self._beginnings.items():
            if _holds(conditions, before):
                places |= some
        state = self[before] = self.state(places)
        return state

    def behind(self, places: Places, symbol: str) -> State | None:
        """Where a symbol leads from some places; an edge leads nowhere."""
        read = 0 if symbol == EDGE else self._nodes.reading(symbol, places)
        if not read:
            return None
        behind = self._behind.get(read)
        if behind is None:
            if len(self._behind) >= _STATES_LIMIT:
                self._behind.clear()
            behind = self._behind[read] = self._nodes.behind(read)
        return self.state(behind)

    def state(self, places: Places) -> State:
        """The state for some places; all are forgotten when there are many, so that no stream makes them grow."""
        known = self._states.get(places)
        if known is None:
            if len(self._states) >= _STATES_LIMIT:
                self._states.clear()
                self.clear()
            known = self._states[places] = State(self, places, self._nodes.ends_in(places))
        return known

    def lines_at(self, edged: str, position: int) -> Lines:
        """The wordings that can match at a position of a row with EDGE behind it."""
        found = 0
        state: State | None = self[edged[position - 1]]
        while state is not None:
            if state.endings is not None:
                found |= state.endings[edged[position]]
            state = state[edged[position]]
            position += 1
        return found


_in_use: WeakValueDictionary[tuple[tuple[str, ...], Parts], Automaton] = WeakValueDictionary()

_Conditions = tuple[tuple[tuple[Set, ...], bool], ...]
"""Sets of some of which a symbol must be, or must not."""


def _holds(conditions: _Conditions, symbol: str) -> bool:
    return all(any(symbol in some for some in sets) is wanted for sets, wanted in conditions)


# --- the automaton's places --------------------------------------------------------------------------------------

Places = int
"""A set of places, a bit for each."""


class _Step:
    """A place where one symbol of a set is read."""

    __slots__ = ("number", "symbols", "then")

    def __init__(self, number: int, symbols: Set, then: _Node) -> None:
        self.number, self.symbols, self.then = number, symbols, then


class _End:
    """The end of a wording, and what is known of the symbol behind it."""

    __slots__ = ("conditions", "line", "number")

    def __init__(self, number: int, line: int, conditions: _Conditions) -> None:
        self.number, self.line, self.conditions = number, line, conditions


class _Fork:
    """A point where the ways part."""

    __slots__ = ("places", "ways")

    def __init__(self, ways: list[_Node]) -> None:
        self.ways = ways
        self.places: Places | None = None


class _Link:
    """An expression with what comes behind it, looked into when a walk first comes there."""

    __slots__ = ("first", "places", "then", "tree")

    def __init__(self, tree: Following | Choice | Many, then: _Node) -> None:
        self.tree, self.then = tree, then
        self.first: _Node | None = None
        self.places: Places | None = None


_Place = _Step | _End
_Node = _Step | _End | _Fork | _Link


class _Blocks(dict[tuple[int, bytes], Places]):
    """What is behind some places of a block, by the byte with which the block begins and the bits of the places."""

    def __init__(self, work_out: Callable[[int, bytes], Places]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: tuple[int, bytes]) -> Places:
        if len(self) >= _BLOCKS_LIMIT:
            self.clear()
        found = self[key] = self._work_out(*key)
        return found


class _Nodes:
    """The places of all expressions, and the ways between them; what has the same before it and behind it is one."""

    def __init__(self) -> None:
        self._places: list[_Place] = []
        self._behind = _Blocks(self.behind_block)
        self._with_set: dict[Set, Places] = {}
        self._sets = _SetsBySymbol()
        self._readers: dict[str, _Reader] = {}
        self._steps: dict[tuple[Set, _Node], _Step] = {}
        self._forks: dict[frozenset[_Node], _Fork] = {}
        self._links: dict[tuple[Tree, _Node], _Link] = {}
        self._ends: Places = 0

    def end(self, line: int, conditions: _Conditions = ()) -> _End:
        """A new end."""
        end = _End(len(self._places), line, conditions)
        self._ends |= 1 << end.number
        self._add(end)
        return end

    def _step(self, symbols: Set, then: _Node) -> _Step:
        step = self._steps.get((symbols, then))
        if step is None:
            step = self._steps[symbols, then] = _Step(len(self._places), symbols, then)
            if symbols not in self._with_set:
                self._with_set[symbols] = 0
                self._sets.add(symbols)
            self._with_set[symbols] |= 1 << step.number
            self._add(step)
        return step

    def _fork(self, ways: list[_Node]) -> _Node:
        distinct = frozenset(ways)
        if len(distinct) == 1:
            return ways[0]
        if distinct not in self._forks:
            self._forks[distinct] = _Fork(ways)
        return self._forks[distinct]

    def _add(self, place: _Place) -> None:
        self._places.append(place)

    def reading(self, symbol: str, places: Places) -> Places:
        """The steps among some places that read a symbol."""
        reader = self._readers.get(symbol)
        if reader is None:
            reader = self._readers[symbol] = _Reader()
        if reader.known < places.bit_length():  # there are new steps
            self._catch_up(reader, symbol)
        return places & reader.places

    def _catch_up(self, reader: _Reader, symbol: str) -> None:
        """Look at what is new; that it is known is said last, since other threads may ask meanwhile, and add more."""
        sets, steps = self._sets.count, len(self._places)
        reader.sets += self._sets.holding(symbol, reader.looked_at)
        for some in reader.sets:
            reader.places |= self._with_set[some]
        reader.looked_at, reader.known = sets, steps

    def behind(self, places: Places) -> Places:
        """The places behind the steps among some places.

        Places that stand together in the expressions are numbered together, and are read together time and again: what is
        behind some of a block of them is worked out once.
        """
        found, written = 0, (places & ~self._ends).to_bytes(-(-len(self._places) // (8 * _BLOCK)) * _BLOCK, "little")
        for start in range(0, len(written), _BLOCK):
            block = written[start : start + _BLOCK]
            if block != _EMPTY:
                found |= self._behind[start, block]
        return found

    def behind_block(self, start: int, block: bytes) -> Places:
        """The places behind the steps of a block, which begins at a byte of all places."""
        found = 0
        for place in self._of(int.from_bytes(block, "little"), 8 * start):
            assert isinstance(place, _Step)
            found |= self.closed(place.then)
        return found

    def ends_in(self, places: Places) -> list[_End]:
        """The ends among some places."""
        return [place for place in self._of(places & self._ends) if isinstance(place, _End)]

    def steps_in(self, places: Places) -> list[_Step]:
        """The steps among some places."""
        return [place for place in self._of(places & ~self._ends) if isinstance(place, _Step)]

    def _of(self, places: Places, first: int = 0) -> Iterator[_Place]:
        """The places of which the bits are set, where the lowest bit stands for the first."""
        return (self._places[first + number] for number in numbers_of(places))

    def closed(self, node: _Node) -> Places:
        """The places that can be reached from a node without reading a symbol; worked out once, and used on the way from others."""
        if isinstance(node, (_Step, _End)):
            return 1 << node.number
        if node.places is None:
            node.places = self._reached(node)
        return node.places

    def _reached(self, start: _Fork | _Link) -> Places:
        found, seen, waiting = 0, set[_Node](), list[_Node]([start])
        while waiting:
            node = waiting.pop()
            if isinstance(node, (_Step, _End)):
                found |= 1 << node.number
            elif node.places is not None:
                found |= node.places
            elif node not in seen:
                seen.add(node)
                waiting += [self._first(node)] if isinstance(node, _Link) else node.ways
        return found

    def linked(self, tree: Tree, then: _Node) -> _Node:
        """The node of an expression, with what comes behind it."""
        if isinstance(tree, Set):
            return self._step(tree, then)
        link = self._links.get((tree, then))
        if link is None:
            link = self._links[tree, then] = _Link(tree, then)
        return link

    def _first(self, link: _Link) -> _Node:
        """The node with which a linked expression begins."""
        if link.first is None:
            link.first = self._looked_into(link.tree, link.then)
        return link.first

    def _looked_into(self, tree: Following | Choice | Many, then: _Node) -> _Node:
        match tree:
            case Following():
                for part in reversed(tree.parts):
                    then = self.linked(part, then)
                return then
            case Choice():
                return self._fork([self.linked(part, then) for part in tree.parts])
            case Many():
                return self._repeated(tree, then)

    def _repeated(self, tree: Many, then: _Node) -> _Node:
        if tree.most == 1:
            return self._fork([self.linked(tree.part, then), then])
        again = _Fork([then])
        first = self.linked(tree.part, again)
        again.ways.append(first)
        return first if tree.least else again


class _Reader:
    """The steps that read one symbol, of all that there were when it last mattered."""

    __slots__ = ("known", "looked_at", "places", "sets")

    def __init__(self) -> None:
        self.sets: list[Set] = []
        self.looked_at = 0
        self.known = 0
        self.places: Places = 0


class _SetsBySymbol:
    """Sets, by the symbols that they hold: their runs lie in drawers, each for so many neighbours among the symbols."""

    def __init__(self) -> None:
        self._drawers: dict[int, list[tuple[int, str, str, Set]]] = {}
        self._all_but: list[tuple[int, Set]] = []
        self.count = 0

    def add(self, some: Set) -> None:
        """A set more."""
        if some.wanted:
            for first, last in zip(some.firsts, some.lasts, strict=True):
                for drawer in range(ord(first) >> _DRAWER, (ord(last) >> _DRAWER) + 1):
                    self._drawers.setdefault(drawer, []).append((self.count, first, last, some))
        else:
            self._all_but.append((self.count, some))
        self.count += 1

    def holding(self, symbol: str, since: int) -> list[Set]:
        """The sets that hold a symbol, of those that were added when there were at least so many."""
        runs, others = self._drawers.get(ord(symbol) >> _DRAWER, []), self._all_but
        if since:
            runs, others = runs[bisect_left(runs, (since,)) :], others[bisect_left(others, (since,)) :]
        return [some for _, first, last, some in runs if first <= symbol <= last] + [some for _, some in others if symbol in some]


class _Beside:
    """What is known of the symbol beside a match, and whether that is all that matters there."""

    def __init__(self) -> None:
        self.conditions: _Conditions = ()
        self.is_all = True

    def add(self, look: Look) -> None:
        """Take what must, or must not, stand there."""
        nodes = _Nodes()
        end = nodes.end(0)
        first = nodes.closed(nodes.linked(look.part, end))
        steps = nodes.steps_in(first)
        alone = [step for step in steps if nodes.ends_in(nodes.closed(step.then))]
        can_be_empty = bool(nodes.ends_in(first))
        if can_be_empty or len(alone) < len(steps):
            self.is_all = False
        if not can_be_empty:
            self.conditions += ((tuple(step.symbols for step in (steps if look.wanted else alone)), look.wanted),)
