"""Runs the examples and counterexamples that stand in grammar files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from eventrules.errors import ExampleFailedError, GrammarError, GrammarErrors
from eventrules.extractor import Extractor
from eventrules.matching.compiler import compile_grammar
from eventrules.model.events import Event, EventMention
from eventrules.model.serialization import instant_to_json
from eventrules.model.times import TimeMention
from eventrules.rulefile import definitions as d
from eventrules.rulefile.check import checked_grammar, with_source
from eventrules.rulefile.load import Source

UNDATED = date(2024, 1, 1)
"""The publication date of an example that gives none."""


@attrs.frozen(kw_only=True)
class CheckReport:
    """What checking some grammars came to.

    Attributes:
        errors: every mistake and every failing example, in the order of the files.
        rules: how many rules and frames were loaded.
        examples: how many examples and counterexamples were run.
    """

    errors: tuple[GrammarError, ...]
    rules: int
    examples: int


@attrs.frozen(kw_only=True)
class Case:
    """One example with the rule that it belongs to."""

    owner: d.Rule | d.Frame
    example: d.Example

    @property
    def name(self) -> str:
        """Names the case in reports: file, line and rule."""
        where = self.example.location
        return f"{where.path}:{where.line} {self.owner.name}"


def cases_of(extractor: Extractor) -> Iterator[Case]:
    """All examples and counterexamples of a loaded grammar."""
    grammar = extractor.grammar.grammar
    for owner in (*grammar.rules, *grammar.frames):
        for example in owner.examples:
            yield Case(owner=owner, example=example)


def check(*sources: Source) -> CheckReport:
    """Load grammars, look for mistakes, and run all their examples.

    Args:
        sources: names of shipped grammars, files, or folders, as in `Extractor.from_grammars`.

    >>> check().errors
    ()
    """
    try:
        grammar = checked_grammar(*sources)
    except GrammarErrors as group:
        return CheckReport(errors=tuple(group.exceptions), rules=0, examples=0)
    extractor = Extractor(compile_grammar(grammar))
    cases = list(cases_of(extractor))
    failures = [failure for case in cases if (failure := failure_of(case, extractor)) is not None]
    return CheckReport(
        errors=tuple(with_source(failure) for failure in failures), rules=len(grammar.rules) + len(grammar.frames), examples=len(cases)
    )


def failure_of(case: Case, extractor: Extractor) -> ExampleFailedError | None:
    """Run one example; None when it holds."""
    published = _published(case.example)
    if published is None:
        return _failed(case, f"a date as YYYY-MM-DD, such as {UNDATED}", str(case.example.published))
    if isinstance(case.owner, d.Rule) and case.owner.kind == "time":
        return _time_failure(case, extractor, published)
    if isinstance(case.owner, d.Rule) and case.owner.kind == "mention":
        return _mention_failure(case, extractor)
    return _event_failure(case, extractor, published)


def _published(example: d.Example) -> date | None:
    try:
        return date.fromisoformat(example.published) if example.published else UNDATED
    except ValueError:
        return None


def _failed(case: Case, expected: str, got: str) -> ExampleFailedError:
    kind = "example" if case.example.positive else "counterexample"
    return ExampleFailedError(f"the {kind} of {case.owner.name} fails", expected=expected, got=got, location=case.example.location)


def _time_failure(case: Case, extractor: Extractor, published: date) -> ExampleFailedError | None:
    times = extractor.find_times(case.example.text, published=published).timexes
    own = [time for time in times if time.rule is not None and time.rule.endswith(f" {case.owner.name}")]
    shown = ", ".join(f"{time.text} = {time.timex}" for time in times) or "no time"
    if not case.example.positive:
        return _failed(case, "nothing found by this rule", shown) if own else None
    wanted = {expected.value for expected in case.example.expectations}
    missing = wanted - {time.timex for time in times}
    if missing or not (own or wanted):
        return _failed(case, ", ".join(sorted(missing)) or "a time found by this rule", shown)
    return None


def _mention_failure(case: Case, extractor: Extractor) -> ExampleFailedError | None:
    analysis = extractor.analyse(case.example.text)
    found: list[str] = []
    for number in range(len(analysis.bounds)):
        for chunk in analysis.sentence(number).chunks_row.chunks.values():
            if chunk.line is not None and chunk.line.rule.name == case.owner.name:
                start, end = analysis.span(*chunk.head)
                found.append(analysis.text[start:end])
    if not case.example.positive:
        return _failed(case, "nothing found by this rule", ", ".join(found)) if found else None
    missing = [expected.value for expected in case.example.expectations if expected.value not in found]
    if missing or not found:
        return _failed(case, ", ".join(missing) or "a mention found by this rule", ", ".join(found) or "nothing")
    return None


def _event_failure(case: Case, extractor: Extractor, published: date) -> ExampleFailedError | None:
    events = extractor.extract(case.example.text, published=published).events
    mentions = [mention for event in events for mention in event.mentions if mention.type == case.owner.produces]
    if not case.example.positive:
        own = [m for m in mentions if m.rule.name.split("/")[0] in (case.owner.name, case.owner.name.replace(" ", "-"))]
        return _failed(case, f"no {case.owner.produces}", "; ".join(map(describe, own))) if own else None
    if not mentions:
        return _failed(case, f"a {case.owner.produces}", "no event of that type")
    problems = [_differences(case.example, mention) for mention in mentions]
    if not all(problems):
        return None
    best = min(problems, key=len)
    return _failed(case, "; ".join(expected for expected, _ in best), "; ".join(got for _, got in best))


def _differences(example: d.Example, mention: EventMention) -> list[tuple[str, str]]:
    """What the example says and the mention does not yield, with what it yields instead."""
    found: list[tuple[str, str]] = []
    for expected in example.expectations:
        got = values_of(mention, expected.name)
        if expected.value not in got:
            found.append((f"{expected.name} = {expected.value}", f"{expected.name} = {', '.join(got) or 'nothing'}"))
    return found


def values_of(happening: Event | EventMention, name: str) -> list[str]:
    """The values that an example may give for a field or a role; none is an empty list."""
    if name == "time":
        return _time_values(happening.time) if happening.time else []
    if name == "trigger":
        first = happening.mentions[0] if isinstance(happening, Event) else happening
        return [first.trigger.text]
    if name in ("status", "modality", "polarity", "tense"):
        return [getattr(happening, name).value]
    if name == "type":
        return [happening.type]
    return [value for filler in happening.role(name) for value in dict.fromkeys((filler.text, filler.name))]


def _time_values(time: TimeMention) -> list[str]:
    """The ways in which an example can say a time: its TIMEX3 value, its first day, its words."""
    return [value for value in dict.fromkeys((time.timex, instant_to_json(time.start), time.text)) if value is not None]


def describe(happening: Event | EventMention) -> str:
    """One line about an event or one mention of it, for people."""
    roles = ", ".join(f"{role} = {filler.text}" for role, fillers in happening.roles for filler in fillers)
    time = f", time = {happening.time.text}" if happening.time else ""
    trigger = values_of(happening, "trigger")[0]
    return f"{happening.type} {trigger!r} {happening.status.value}: {roles}{time}"
