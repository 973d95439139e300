"""Runs the examples and counterexamples that stand in grammar files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial

import attrs

from eventrules.errors import EventRulesWarning, ExampleFailedError, GrammarError, GrammarErrors
from eventrules.events.attempts import Attempts, reason_of
from eventrules.events.candidates import Trace
from eventrules.extractor import Extractor
from eventrules.matching.cache import loaded_grammar
from eventrules.matching.cascade import Analysis
from eventrules.matching.compiler import compile_grammar
from eventrules.matching.layers import Chunk
from eventrules.model.events import Event, EventMention
from eventrules.model.serialization import instant_to_json
from eventrules.model.times import TimeMention
from eventrules.rulefile import definitions as d
from eventrules.rulefile.check import ALSO, NONE, VALUE, checked_grammar
from eventrules.rulefile.doubts import find_doubts
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.load import MAIN, SUFFIX, Source, with_lines
from eventrules.rulefile.reach import reach_of
from eventrules.rulefile.vocabulary import FEATURE_VALUES

UNDATED = date(2024, 1, 1)
"""The publication date of an example that gives none."""


@attrs.frozen(kw_only=True)
class CheckReport:
    """What checking some grammars came to.

    Attributes:
        errors: every mistake and every failing example, in the order of the files.
        rules: how many rules and frames were loaded.
        examples: how many examples and counterexamples were run.
        warnings: what is doubtful in grammars without mistakes, in the order of the files.
    """

    errors: tuple[GrammarError, ...]
    rules: int
    examples: int
    warnings: tuple[EventRulesWarning, ...] = ()


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


def check(*sources: Source, shipped: bool = True, every: bool = False) -> CheckReport:
    """Load grammars, look for mistakes, and run all their examples.

    The examples of shipped files speak of all shipped grammars together, and are run only where all of them are loaded.
    Beside files of one's own they are run where these could change what they tell: where they hold some word of theirs.

    Args:
        sources: names of shipped grammars, files, or folders, as in `Extractor.from_grammars`.
        shipped: whether the shipped English grammars lie beneath the sources.
        every: whether all examples of shipped files are run, whatever words they hold.

    >>> check().errors
    ()
    """
    try:
        compiled = loaded_grammar(*sources) if shipped else compile_grammar(checked_grammar(*sources, shipped=False))
    except GrammarErrors as group:
        return CheckReport(errors=group.errors, rules=0, examples=0)
    grammar, runner = compiled.grammar, Runner(Extractor(compiled))
    may_fail = _may_fail(grammar, every=every)
    cases = [case for case in cases_of(runner.extractor) if may_fail(case)]
    failures = tuple(failure for case in cases if (failure := runner.failure_of(case)) is not None)
    return CheckReport(
        errors=with_lines(failures, grammar.files),
        rules=len(grammar.rules) + len(grammar.frames),
        examples=len(cases),
        warnings=find_doubts(grammar),
    )


def _may_fail(grammar: Grammar, *, every: bool) -> Callable[[Case], bool]:
    """Tells which examples are worth a run: those of own files, and what these can change of the shipped ones."""
    shipped_paths = {file.path for file in grammar.files if file.is_shipped}
    is_whole = f"{MAIN}{SUFFIX}" in shipped_paths
    reach = None if every or not is_whole else reach_of(grammar)

    def may_fail(case: Case) -> bool:
        if case.example.location.path not in shipped_paths:
            return True
        return is_whole and (reach is None or reach.covers(case.example.text))

    return may_fail


class Runner:
    """Runs examples with one extractor."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    @cached_property
    def _attempts(self) -> Attempts:
        return Attempts(self.extractor.finder)

    @cached_property
    def _companions(self) -> dict[str, set[str]]:
        """Types of events that some example says to be told by one sentence, both ways."""
        found: dict[str, set[str]] = {}
        for case in cases_of(self.extractor):
            for expected in case.example.expectations:
                if expected.name == ALSO:
                    found.setdefault(case.owner.produces, set()).add(expected.value)
                    found.setdefault(expected.value, set()).add(case.owner.produces)
        return found

    def failure_of(self, case: Case) -> ExampleFailedError | None:
        """Run one example against all rules; None when it holds."""
        return self._failure(case) or self._others(case)

    def _failure(self, case: Case) -> ExampleFailedError | None:
        owner = case.owner
        if isinstance(owner, d.Rule) and owner.kind == "time":
            return self._time_failure(case)
        if isinstance(owner, d.Rule) and owner.kind == "mention":
            return self._mention_failure(case)
        return self._event_failure(case)

    def _others(self, case: Case) -> ExampleFailedError | None:
        """Events of other types that an event's example tells of, though no example says `also = …`: some rule matches too much."""
        if not case.example.positive or case.owner.produces not in self.extractor.grammar.grammar.events:
            return None
        expected = {case.owner.produces, *self._companions.get(case.owner.produces, ())}
        others = [mention for mention in self._mentions(case) if mention.type not in expected]
        if not others:
            return None
        got = "; ".join(f"{describe(mention)}, by {mention.rule}" for mention in others)
        failure = _failed(case, f"no event besides {' and '.join(sorted(expected))}", got)
        failure.hint = f"where the sentence tells of both, say it below: {ALSO} = {others[0].type}"
        return failure

    # --- times and mentions ----------------------------------------------------------------------------------

    def _time_failure(self, case: Case) -> ExampleFailedError | None:
        times = self.extractor.find_times(case.example.text, published=_published(case)).timexes
        own = [time for time in times if time.rule is not None and time.rule.endswith(f" {case.owner.name}")]
        shown = ", ".join(f"{time.text} = {time.timex}" for time in times) or "no time"
        if not case.example.positive:
            return _failed(case, "nothing found by this rule", shown) if own else None
        wanted = {expected.value for expected in case.example.expectations}
        missing = wanted - {time.timex for time in times}
        if missing or not (own or wanted):
            return _failed(case, ", ".join(sorted(missing)) or "a time found by this rule", shown)
        return None

    def _mention_failure(self, case: Case) -> ExampleFailedError | None:
        analysis = self.extractor.analyse(case.example.text)
        chunks = [chunk for n in range(len(analysis.bounds)) for chunk in analysis.sentence(n).clauses_row.chunks.values()]
        own = [chunk for chunk in _with_parts(chunks) if chunk.line is not None and chunk.line.rule.name == case.owner.name]
        found = ", ".join(_head(chunk, analysis) for chunk in own) or "nothing"
        if not case.example.positive:
            return _failed(case, "nothing found by this rule", found) if own else None
        texts = [expected.value for expected in case.example.expectations if expected.name == VALUE]
        named = [chunk for chunk in own if not texts or _head(chunk, analysis) in texts]
        if not named:
            others = [chunk for chunk in chunks if all(text in _words(chunk, analysis) for text in texts)]
            trace = [_told(chunk, analysis) for chunk in others[:_TRACED]]
            return _failed(case, ", ".join(texts) or "a mention found by this rule", found, trace)
        problems = [_differences(case.example, partial(_values_of_chunk, chunk, analysis)) for chunk in named]
        return _failed(case, *_said(min(problems, key=len))) if all(problems) else None

    # --- events ----------------------------------------------------------------------------------------------

    def _mentions(self, case: Case) -> list[EventMention]:
        events = self.extractor.extract(case.example.text, published=_published(case)).events
        return [mention for event in events for mention in event.mentions]

    def _event_failure(self, case: Case) -> ExampleFailedError | None:
        mentions = [mention for mention in self._mentions(case) if mention.type == case.owner.produces]
        if not case.example.positive:
            own = [mention for mention in mentions if _is_by(case.owner, mention.rule.name)]
            return _failed(case, f"no {case.owner.produces}", "; ".join(map(describe, own))) if own else None
        problems = [_differences(case.example, partial(values_of, mention)) for mention in mentions]
        if not problems:
            return _failed(case, f"a {case.owner.produces}", "no event of that type", self._trace(case))
        if all(problems):
            return _failed(case, *_said(min(problems, key=len)), self._trace(case))
        if not self._matches(case):
            by = "; ".join(f"{describe(mention)}, by {mention.rule}" for mention in mentions)
            return _failed(case, f"an event found by {case.owner.name}", by, self._trace(case))
        return None

    def _matches(self, case: Case) -> bool:
        """Whether the example's own rule or frame fits the sentence, though another may be better."""
        return any(_is_by(case.owner, candidate.rule_name) for candidate in self._trace_of(case).candidates)

    def _trace_of(self, case: Case) -> Trace:
        trace = Trace()
        analysis = self.extractor.analyse(case.example.text)
        for number in range(len(analysis.bounds)):
            self.extractor.finder.find(analysis.sentence(number), trace)
        return trace

    def _trace(self, case: Case) -> tuple[str, ...]:
        """Where the wordings of the example's own rule or frame stopped."""
        analysis = self.extractor.analyse(case.example.text)
        sentences = [analysis.sentence(number) for number in range(len(analysis.bounds))]
        own = case.owner.name if isinstance(case.owner, d.Frame) else f"rule {case.owner.name}"
        lines = [
            f"line {attempt.location.line}: {analysis.words(*attempt.trigger)!r} {reason_of(attempt, sentence)}"
            for sentence in sentences
            for attempt in self._attempts.of(sentence)
            if attempt.rule == own and attempt.outcome != "found"
        ]
        has_trigger = any(attempt.rule.startswith(own) for sentence in sentences for attempt in self._attempts.of(sentence))
        if not has_trigger and not any(_is_by(case.owner, candidate.rule_name) for candidate in self._trace_of(case).candidates):
            return ("no trigger of it stands in the sentence",)
        return tuple(lines[:_TRACED])


_TRACED = 4
"""How many lines of a trace are shown."""


def _with_parts(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """Chunks, and all that lower layers found inside them and kept."""
    for chunk in chunks:
        yield chunk
        yield from _with_parts([part for _, part in chunk.captures])


def _is_by(owner: d.Rule | d.Frame, rule_name: str) -> bool:
    own = owner.name.replace(" ", "-") if isinstance(owner, d.Frame) else owner.name
    return rule_name.split("/")[0] == own


def _published(case: Case) -> date:
    return date.fromisoformat(case.example.published) if case.example.published else UNDATED


def _failed(case: Case, expected: str, got: str, trace: Sequence[str] = ()) -> ExampleFailedError:
    kind = "example" if case.example.positive else "counterexample"
    message = f"the {kind} of {case.owner.name} fails"
    return ExampleFailedError(message, expected=expected, got=got, trace=trace, location=case.example.location)


def _differences(example: d.Example, values: Callable[[str], list[str]]) -> list[tuple[str, str]]:
    """What the example says and what was found does not yield, with what it yields instead."""
    found: list[tuple[str, str]] = []
    for expected in example.expectations:
        if expected.name in (ALSO, VALUE):
            continue
        got = values(expected.name)
        if expected.value not in (got or [NONE]):
            found.append((f"{expected.name} = {expected.value}", f"{expected.name} = {', '.join(got) or NONE}"))
    return found


def _said(differences: list[tuple[str, str]]) -> tuple[str, str]:
    """All that was expected, and all that was found instead."""
    return "; ".join(expected for expected, _ in differences), "; ".join(got for _, got in differences)


def _head(chunk: Chunk, analysis: Analysis) -> str:
    return analysis.text[slice(*analysis.span(*chunk.head))]


def _words(chunk: Chunk, analysis: Analysis) -> str:
    return analysis.text[slice(*analysis.span(chunk.start, chunk.end))]


def _told(chunk: Chunk, analysis: Analysis) -> str:
    """A mention and the wording that found it."""
    where = chunk.line.line.location if chunk.line is not None else None
    by = f", by {chunk.line.rule.name} ({where.path}:{where.line})" if chunk.line is not None and where is not None else ""
    return f"{_words(chunk, analysis)!r} is found as {chunk.type}{by}"


def _values_of_chunk(chunk: Chunk, analysis: Analysis, name: str) -> list[str]:
    """What a mention says by a feature, or holds under the name of a capture."""
    if name in FEATURE_VALUES:
        return [chunk.features[name]] if name in chunk.features else []
    return [_head(part, analysis) for key, part in chunk.captures if key == name]


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
