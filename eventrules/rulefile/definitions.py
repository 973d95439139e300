"""What a grammar file says, as frozen definitions: no text, no matching, no calendar.

`syntax.py` reads files into these, `check.py` looks for mistakes in them, and `eventrules.matching` compiles them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from eventrules.errors import Location

# --- patterns: the left-hand side of every rule ------------------------------------------------------------------


@attrs.frozen
class Word:
    """A word or mark that stands for itself; `inflected` when written `word~`: any form of it."""

    text: str
    location: Location
    inflected: bool = False


@attrs.frozen
class Reference:
    """`<name>`: a phrase, a list or a built-in word shape, matched but not kept; `<name except other>` leaves words out."""

    name: str
    location: Location
    excluded: tuple[str, ...] = ()


@attrs.frozen
class Capture:
    """`{name}` or `{name:target}`: matched like `<target>` and kept under `name`."""

    name: str
    target: str
    location: Location


@attrs.frozen
class Sequence:
    items: tuple[Pattern, ...]


@attrs.frozen
class Alternatives:
    options: tuple[Pattern, ...]
    location: Location


@attrs.frozen
class Optional:
    item: Pattern
    location: Location


@attrs.frozen
class Repeat:
    """`item+`: once or more, at most `limit` times."""

    item: Pattern
    location: Location
    limit: int = 12


GAP_LIMIT = 5
"""How many tokens a gap skips when it does not say."""

GAP_MOST = 40


@attrs.frozen
class Gap:
    """`...`: up to `limit` tokens or chunks (at most GAP_MOST), never across a clause boundary."""

    limit: int
    location: Location


@attrs.frozen
class Marked:
    """`*item*`: the trigger of an event rule, the head of a mention rule."""

    item: Pattern
    location: Location


@attrs.frozen
class Joined:
    """`_`: no white space between its neighbours."""

    location: Location


Pattern = Word | Reference | Capture | Sequence | Alternatives | Optional | Repeat | Gap | Marked | Joined


_Smallest = Word | Reference | Capture | Gap | Joined
"""Patterns that hold no others: the most of all, and so looked for first."""


def children(pattern: Pattern) -> tuple[Pattern, ...]:
    """The patterns directly inside a pattern."""
    if isinstance(pattern, _Smallest):
        return ()
    if isinstance(pattern, Sequence):
        return pattern.items
    return pattern.options if isinstance(pattern, Alternatives) else (pattern.item,)


def walk(pattern: Pattern) -> Iterator[Pattern]:
    """The pattern and all patterns inside it, from the outside in."""
    waiting = [pattern]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += reversed(children(part))


# --- right-hand sides --------------------------------------------------------------------------------------------


@attrs.frozen
class Ref:
    """A capture named on the right-hand side of a time rule, or one attribute of its list entry."""

    name: str
    attribute: str | None
    location: Location


@attrs.frozen
class Call:
    """An operation of the time algebra and its arguments."""

    operation: str
    arguments: tuple[Argument, ...]
    location: Location


Argument = Call | Ref | int | str


@attrs.frozen
class Feature:
    """`modality expected`: what a wording says about the event."""

    name: str
    value: str
    location: Location


@attrs.frozen
class Line:
    """One wording and what it means: features of an event, or a time expression."""

    pattern: Pattern
    location: Location
    features: tuple[Feature, ...] = ()
    call: Call | None = None


@attrs.frozen
class Guard:
    """`not after …`, `only before …`: the neighbourhood in which a rule keeps silent, or the one that it needs."""

    side: Literal["after", "before"]
    pattern: Pattern
    location: Location
    wanted: bool = False


@attrs.frozen
class Expectation:
    name: str
    value: str
    location: Location


@attrs.frozen
class Example:
    """A sentence that a rule must (or must not) match, and what it must yield."""

    text: str
    positive: bool
    published: str | None
    expectations: tuple[Expectation, ...]
    location: Location


# --- statements --------------------------------------------------------------------------------------------------

Mode = Literal["define", "extend", "override"]


@attrs.frozen(kw_only=True)
class Use:
    name: str
    location: Location


@attrs.frozen(kw_only=True)
class Layer:
    """Rules below this line, up to the next such line, run together, above all layers named before."""

    name: str
    location: Location


@attrs.frozen(kw_only=True)
class TypeDefinition:
    """`type person under actor`: a kind of mention, and the wider kind it belongs to.

    `type nickname as person` is a kind for the grammar's own use, which results call by the wider kind's name.
    """

    name: str
    parent: str | None
    location: Location
    is_told: bool = True


@attrs.frozen(kw_only=True)
class Role:
    name: str
    types: tuple[str, ...]
    many: bool
    required: bool
    location: Location


@attrs.frozen(kw_only=True)
class EventDefinition:
    name: str
    roles: tuple[Role, ...]
    metadata: tuple[tuple[str, str], ...]
    location: Location
    mode: Mode = "define"

    def role(self, name: str) -> Role | None:
        """The role of that name, or None."""
        return next((role for role in self.roles if role.name == name), None)


@attrs.frozen(kw_only=True)
class Entry:
    """One entry of a word list: its written form, what it stands for, and its attributes."""

    surface: str
    canonical: str | int
    attributes: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class WordList:
    name: str
    entries: tuple[Entry, ...]
    location: Location
    path: str | None = None
    mode: Mode = "define"


@attrs.frozen(kw_only=True)
class Phrase:
    name: str
    lines: tuple[Line, ...]
    location: Location
    mode: Mode = "define"


@attrs.frozen(kw_only=True)
class Rule:
    """A rule of any layer: `rule … => Meeting` (event), `rule … => person` (mention), `time …` (time expression).

    `produces` is empty in `extend rule` and `override rule` where that stays as it is.
    """

    name: str
    produces: str
    kind: Literal["event", "mention", "time"]
    lines: tuple[Line, ...]
    location: Location
    layer: str | None = None
    guards: tuple[Guard, ...] = ()
    examples: tuple[Example, ...] = ()
    priority: int = 0
    metadata: tuple[tuple[str, str], ...] = ()
    mode: Mode = "define"


@attrs.frozen(kw_only=True)
class Slot:
    """`between, of = participants`: the grammatical places of a trigger that fill one role.

    What stands in a place marked `itself` names the event as well ("signed *a treaty*"): an event noun there is no
    event of its own, and other places fill the role first. A place marked `else` fills the role where no other does.
    """

    functions: tuple[str, ...]
    role: str
    location: Location
    required: bool = False
    is_itself: bool = False
    is_else: bool = False


@attrs.frozen(kw_only=True)
class Restriction:
    """`object thing`: a grammatical place with a kind of filler, which a frame forbids there or asks for."""

    function: str
    type: str
    location: Location


@attrs.frozen
class Need:
    """One of the things of which a frame needs one: `needs support, place`."""

    name: str
    location: Location


@attrs.frozen(kw_only=True)
class Frame:
    """The valency of some triggers: `verb meet => Meeting` and its slots."""

    kind: Literal["verb", "noun"]
    triggers: tuple[str, ...]
    produces: str
    slots: tuple[Slot, ...]
    location: Location
    supports: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    needed_fillers: tuple[Restriction, ...] = ()
    exclusions: tuple[Restriction, ...] = ()
    features: tuple[Feature, ...] = ()
    examples: tuple[Example, ...] = ()
    priority: int = 0
    metadata: tuple[tuple[str, str], ...] = ()
    mode: Mode = "define"

    @property
    def name(self) -> str:
        """How the frame is called in results and messages: `verb meet`."""
        return f"{self.kind} {self.triggers[0]}"

    @property
    def needed(self) -> tuple[str, ...]:
        """The names of what it needs."""
        return tuple([need.name for need in self.needs])

    @property
    def asked(self) -> frozenset[str]:
        """All grammatical functions that it names: in slots, exclusions and needs."""
        slots = {function for slot in self.slots for function in slot.functions}
        return frozenset(slots | {filler.function for filler in (*self.exclusions, *self.needed_fillers)} | {*self.needed})


@attrs.frozen(kw_only=True)
class Construction:
    """How English arranges subject, object and complements around a trigger."""

    name: str
    kind: Literal["verb", "noun"]
    conditions: tuple[Feature, ...]
    lines: tuple[Line, ...]
    location: Location
    guards: tuple[Guard, ...] = ()
    mode: Mode = "define"


@attrs.frozen(kw_only=True)
class Adjunct:
    """What any event of a sentence may carry, wherever it stands: its source, its place."""

    name: str
    lines: tuple[Line, ...]
    location: Location
    mode: Mode = "define"


@attrs.frozen(kw_only=True)
class Inflection:
    """`forms quit: quits, quit, quit, quitting` (or a noun's plural), or a whole table: `forms from FILE`."""

    base: str | None
    forms: tuple[str, ...]
    location: Location
    path: str | None = None


@attrs.frozen(kw_only=True)
class Disable:
    kind: str
    name: str
    location: Location


Statement = (
    Use | Layer | TypeDefinition | EventDefinition | WordList | Phrase | Rule | Frame | Construction | Adjunct | Inflection | Disable
)


@attrs.frozen(kw_only=True)
class GrammarFile:
    """All statements of one file, in order, and its lines as they are, to be shown in messages."""

    path: str
    statements: tuple[Statement, ...]
    lines: tuple[str, ...] = ()
    is_shipped: bool = False
