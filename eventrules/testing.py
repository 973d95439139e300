"""For tests of grammars and of programs that use the package: `assert_events`, and strategies for Hypothesis.

The strategies need Hypothesis, which comes with `pip install "eventrules[testing]"`; `assert_events` needs nothing.

>>> from datetime import date
>>> assert_events(
...     "Ann Lee will meet Peter Novak in Paris on Friday.",
...     {"type": "Meeting", "participants": ["Ann Lee", "Peter Novak"], "place": "Paris", "time": "2024-03-08", "status": "scheduled"},
...     published=date(2024, 3, 6),
... )
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

import attrs

from eventrules.binding import ALWAYS
from eventrules.errors import UnknownNameError, wrong_type
from eventrules.examples import describe, values_of
from eventrules.extractor import Extractor, check_extractor, shipped
from eventrules.model.events import Event
from eventrules.rulefile.check import ALSO, EXPECTATIONS

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Expected = Mapping[str, str | Sequence[str]]
"""What is expected of an event: its fields and roles by name, as in a grammar's example; what is not named is not looked at."""


# --- asserting -------------------------------------------------------------------------------------------------


def assert_events(text: str, *expected: Expected, published: date, extractor: Extractor | None = None) -> None:
    """Assert that a text tells of exactly these events, in this order.

    Args:
        expected: one mapping an event, such as `{"type": "Visit", "visitor": "Ann Lee", "time": "2024-03-08"}`. A filler
            is given by its words or its name, a time by its TIMEX3 value, its first day or its words; a list names all
            fillers of a role; an empty list says that there is none.
        extractor: the shipped English grammars when left out.

    Raises:
        AssertionError: with every difference, and all events that were found.
    """
    reader = _checked(extractor)
    _check_expected(expected)
    events = reader.extract(text, published=published).events
    problems = [f"event {number}: {problem}" for number, problem in _differences(expected, events, reader)]
    if len(expected) != len(events):
        problems.insert(0, f"expected {_counted(len(expected))}, found {len(events)}")
    if problems:
        found = [f"  {number}. {describe(event)}" for number, event in enumerate(events, 1)]
        raise AssertionError("\n".join([*problems, f"found in {text!r}:", *(found or ["  nothing"])]))


def _counted(number: int) -> str:
    return f"{number} event" if number == 1 else f"{number} events"


def _checked(extractor: Extractor | None) -> Extractor:
    if extractor is None:
        return shipped()
    check_extractor(extractor)
    return extractor


def _check_expected(expected: Sequence[object]) -> None:
    for number, fields in enumerate(expected, 1):
        if not isinstance(fields, Mapping):
            raise wrong_type(f"what is expected of event {number}", fields, 'a mapping such as {"type": "Visit", "visitor": "Ann Lee"}')
        for name, value in cast("Mapping[object, object]", fields).items():
            words = cast("list[object]", list(value)) if isinstance(value, (list, tuple)) else [value]
            if not all(isinstance(word, str) for word in (name, *words)):
                raise wrong_type(
                    f"the expected {name}", next(word for word in (name, *words) if not isinstance(word, str)), "str, or a list of them"
                )


def _differences(expected: Sequence[Expected], events: Sequence[Event], extractor: Extractor) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for number, (fields, event) in enumerate(zip(expected, events, strict=False), 1):
        known = _fields_of(event, extractor)
        for name, value in fields.items():
            if name not in known:
                found.append((number, str(UnknownNameError("field", name, known))))
            elif not _fits(event, name, value):
                found.append((number, f"expected {name} = {_shown(value)}, found {', '.join(values_of(event, name)) or 'nothing'}"))
    return found


def _fields_of(event: Event, extractor: Extractor) -> tuple[str, ...]:
    """What can be expected of an event: its fields, the roles of its type, and those that any event has."""
    definition = extractor.grammar.grammar.events[event.type]
    return tuple(
        dict.fromkeys(("type", *(name for name in EXPECTATIONS if name != ALSO), *(role.name for role in definition.roles), *ALWAYS))
    )


def _fits(event: Event, name: str, value: str | Sequence[str]) -> bool:
    if isinstance(value, str):
        return value in values_of(event, name)
    fillers = event.role(name)
    return len(fillers) == len(value) and all(wanted in (filler.text, filler.name) for wanted, filler in zip(value, fillers, strict=True))


def _shown(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value) or "nothing"


# --- strategies ------------------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class NewsSentence:
    """A made-up sentence of news, and the event that it tells, in the form that `assert_events` takes."""

    text: str
    published: date
    expected: Expected


def publication_dates() -> SearchStrategy[date]:
    """Days that a newspaper may bear, those at the edges of years, months and leap days among them."""
    st = _strategies()
    edges = [date(2024, 2, 29), date(2023, 12, 31), date(2024, 1, 1), date(2020, 12, 31), date(2000, 2, 29)]
    return st.dates(date(1900, 1, 1), date(2100, 12, 31)) | st.sampled_from(edges)


def texts(*, max_size: int = 40) -> SearchStrategy[str]:
    """Any text: words of news among arbitrary characters, odd spaces, emoji, combining marks and lone surrogates.

    Args:
        max_size: how many pieces, words or characters, a text may have.
    """
    st = _strategies()
    pieces = st.sampled_from(_WORDS) | st.sampled_from(_SPACES) | st.sampled_from(_ODD) | st.text(st.characters(), max_size=3)
    return st.lists(pieces, max_size=max_size).map("".join) | st.text(st.characters(), max_size=max_size)


def news_sentences() -> SearchStrategy[NewsSentence]:
    """Sentences in the manner of a news agency, with the one event that each tells."""
    st = _strategies()
    return st.builds(
        _sentence,
        people=st.lists(st.sampled_from(_PEOPLE), min_size=2, max_size=2, unique=True),
        place=st.sampled_from(_PLACES),
        days=st.integers(1, 6),
        pattern=st.sampled_from(_PATTERNS),
        published=publication_dates(),
    )


def grammar_sentences(extractor: Extractor | None = None, *names: str) -> SearchStrategy[NewsSentence]:
    """Sentences that the event rules and frames of a loaded grammar generate, each with the event that it should tell.

    Of a rule all roles are expected, of a frame only the event's type, since the rest of the grammar may read more into
    a clause. A sentence that does not hold shows a wording that nothing finds, or a rule that takes the sentence away.

    Args:
        extractor: the shipped English grammars when left out.
        names: of rules, of frames ("verb meet") or their triggers; all event rules and frames when left out.

    >>> from hypothesis import given, settings
    >>> @given(grammar_sentences(None, "call-that-was"))
    ... @settings(max_examples=5, derandomize=True, database=None)
    ... def test_calls_are_found(sentence):
    ...     assert_events(sentence.text, {"type": "Call"}, published=sentence.published)
    >>> test_calls_are_found()
    """
    from hypothesis import reject

    from eventrules.authoring.sampling import Sampler  # looks at all examples of the grammar, so only where it is asked for
    from eventrules.authoring.wording import NothingToSayError

    st = _strategies()
    sampler = Sampler(_checked(extractor))
    owners = tuple(owner for name in names for owner in sampler.owners(name)) or sampler.event_owners()

    def made(number: int, generator: Any, published: date) -> NewsSentence:
        owner = owners[number]
        try:
            sample = sampler.sample(owner, generator)
        except NothingToSayError:
            reject()
        roles = {role: filler for role, filler in reversed(sample.roles) if role != "time"} if owner in sampler.grammar.rules else {}
        return NewsSentence(text=sample.text, published=published, expected={"type": str(sample.produces), **roles})

    return st.builds(made, st.integers(0, len(owners) - 1), st.randoms(use_true_random=False), publication_dates())


def news_texts(*, max_size: int = 6) -> SearchStrategy[str]:
    """Articles of made-up sentences, with paragraphs, Windows line ends, and odd pieces in between.

    Args:
        max_size: how many sentences an article may have.
    """
    st = _strategies()
    pieces = news_sentences().map(lambda sentence: sentence.text) | texts(max_size=4)
    return st.builds(lambda glue, parts: glue.join(parts), st.sampled_from(_GLUES), st.lists(pieces, max_size=max_size))


def _strategies() -> Any:
    try:
        from hypothesis import strategies
    except ModuleNotFoundError as fault:
        message = 'strategies need Hypothesis, which is not installed; install it with: pip install "eventrules[testing]"'
        raise ModuleNotFoundError(message, name=fault.name) from fault
    return strategies


_PEOPLE = ("Ann Lee", "Peter Novak", "Anna Lindqvist", "Paul Weber", "Maria Santos", "David Cohen")
_PLACES = ("Paris", "Vienna", "Tokyo", "Nairobi", "Oslo")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@attrs.frozen
class _Pattern:
    """A wording with its event; `side` is 1 where the day lies after the publication date, -1 where before."""

    wording: str
    type: str
    status: str
    side: int
    roles: Mapping[str, Sequence[str]]


_MEETING = {"participants": ("{0}", "{1}"), "place": ("{place}",)}
_VISIT = {"visitor": ("{0}",), "destination": ("{place}",)}
_PATTERNS = (
    _Pattern("{0} is expected to meet {1} in {place} on {day}.", "Meeting", "scheduled", 1, _MEETING),
    _Pattern("{0} will meet {1} in {place} on {day}.", "Meeting", "scheduled", 1, _MEETING),
    _Pattern("{0} met {1} in {place} on {day}.", "Meeting", "occurred", -1, _MEETING),
    _Pattern("{0} held talks with {1} in {place} on {day}.", "Meeting", "occurred", -1, _MEETING),
    _Pattern("{0} will visit {place} on {day}.", "Visit", "scheduled", 1, _VISIT),
    _Pattern("{0} visited {place} on {day}.", "Visit", "occurred", -1, _VISIT),
)

_GLUES = (" ", "\n", "\n\n", "\r\n\r\n", "\u00a0", "\t", "")
_SPACES = (" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2009", "\u3000", "\u200b", "\ufeff", "\x0b", "\x85", "\u2028")
_ODD = (
    "\U0001f600", "\U0001f1eb\U0001f1f7", "e\u0301", "\u0130", "\u00df", "\ufb01", "\ud800", "\udfff", "\x00", "\u202e", "\u0661\u0662",
)  # fmt: skip
_WORDS = (
    "Ann Lee", "Peter Novak", "Pope", "Mr.", "U.S.", "Paris", "Norway", "she", "they", "the", "and", ",", ".", "“", "”", "'s", "(", ")",
    "-", " – ", " met ", " will meet ", " is expected to ", " visited ", " held talks with ", " signed ", " a deal ", " the summit ",
    " phone call ", " has cancelled ", " if ", " not ", " in ", " on ", " Friday", " March 6", " 2024", " next week", " 3 p.m.",
    " two days ago", " May ", " January 17-18", " 30 February", " 9999", " 00:00", " between ", " said",
)  # fmt: skip


def _sentence(*, people: Sequence[str], place: str, days: int, pattern: _Pattern, published: date) -> NewsSentence:
    day = published + timedelta(days=pattern.side * days)
    words = {"place": place, "day": _WEEKDAYS[day.weekday()]}
    roles = {role: [name.format(*people, **words) for name in names] for role, names in pattern.roles.items()}
    expected = {"type": pattern.type, "status": pattern.status, "time": day.isoformat(), **roles}
    return NewsSentence(text=pattern.wording.format(*people, **words), published=published, expected=expected)
