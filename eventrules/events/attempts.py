"""Tells what was tried at each trigger of a sentence: what fitted, and how far the rest came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from eventrules.events.candidates import View
from eventrules.events.finder import Finder
from eventrules.events.frames import Place
from eventrules.events.openings import Rules
from eventrules.matching.cascade import Sentence
from eventrules.matching.compiled import CompiledEventRule, CompiledFrame
from eventrules.matching.ends import triggered
from eventrules.matching.layers import Row, blocked
from eventrules.matching.lexicon import GrammarLexicon
from eventrules.matching.walker import Leaves, Walker
from eventrules.rulefile import definitions as d
from eventrules.rulefile.printing import print_pattern
from eventrules.rulefile.vocabulary import VERB_TYPE

Outcome = Literal["found", "stopped", "silenced", "unfit"]


@attrs.frozen(kw_only=True)
class Attempt:
    """One rule or frame tried at one trigger.

    Attributes:
        rule: its name as in results' rules, such as `rule expected-meeting` or `verb meet`.
        location: the wording, or the frame.
        trigger: the trigger's tokens in the document.
        outcome: found; stopped at a word; silenced by a guard; unfit for want of a role or a support verb.
        stopped_at: the document's token at which it stopped, which may lie just outside the sentence.
        side: on which side of the trigger it stopped.
        wanted: what would have been needed, as the grammar writes it.
        progress: how many tokens fitted.
    """

    rule: str
    location: d.Location
    trigger: tuple[int, int]
    outcome: Outcome
    stopped_at: int | None = None
    side: Literal["before", "behind"] | None = None
    wanted: tuple[str, ...] = ()
    progress: int = 0


class Attempts:
    """Tries the rules and frames of a grammar again, with an eye on what fails."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._compiled = finder.compiled
        compiled = finder.compiled
        self._lexicon = GrammarLexicon(compiled.grammar, compiled.alphabet, compiled.tokenizer, inline=False)
        self._leaves: dict[str, tuple[Leaves, Leaves]] = {}

    def of(self, sentence: Sentence) -> tuple[Attempt, ...]:
        """All attempts at a sentence: the best of each wording at each trigger, in the order of the text."""
        best: dict[tuple[str, d.Location, int], Attempt] = {}
        for attempt in self._attempts(sentence):
            head = attempt.trigger[1] - 1  # the same for a verb group and for its verb alone
            key = (attempt.rule, attempt.location, head)
            known = best.get(key)
            if known is None or (attempt.outcome == "found", attempt.progress) > (known.outcome == "found", known.progress):
                best[key] = attempt
        return tuple(sorted(best.values(), key=lambda attempt: (attempt.trigger[1], attempt.outcome != "found", -attempt.progress)))

    def _attempts(self, sentence: Sentence) -> Iterator[Attempt]:
        yield from self._on_row(sentence, sentence.chunks_row, None)
        for row, rules in self._finder.openings.rows(sentence, all_rules=True):
            yield from self._on_row(sentence, row, rules)

    def _on_row(self, sentence: Sentence, row: Row, rules: Rules | None) -> Iterator[Attempt]:
        """The attempts at a row: of some rules alone, or of all and of frames."""
        view = View.of(row, self._compiled)
        for match in self._compiled.event_trigger.finditer(row.symbols):
            place = Place.at(match.start(), view, sentence)
            for rule in self._compiled.rules_by_symbol.get(match.group(), ()):
                if rules is None or rule in rules:
                    yield from self._rule(rule, place)
            for frame in self._compiled.frames_by_symbol.get(match.group(), ()) if rules is None else ():
                yield from self._frame(frame, place)

    # --- rules -----------------------------------------------------------------------------------------------

    def _rule(self, rule: CompiledEventRule, place: Place) -> Iterator[Attempt]:
        """What became of a wording; its trigger is known to begin here."""
        row, size, base = place.row, len(place.row.symbols), place.row.base
        leftwards, rightwards = self._leaves_of(rule.rule.produces)
        shown = f"rule {rule.rule.name}"
        for before, trigger, behind in triggered(rule.line.pattern):
            right = Walker(rightwards, row.symbols)
            begun = right.ends(trigger, frozenset({place.start}))
            ended = right.ends(behind, begun)
            left = Walker(leftwards, row.symbols[::-1])
            opened = left.ends(before, frozenset({size - place.start}))
            span = (place.start + base, (max(begun) if begun else place.end) + base)
            came = max(right.furthest, place.start) - place.start + (max(left.furthest, size - place.start) - (size - place.start))
            if not ended:
                yield Attempt(
                    rule=shown, location=rule.line.location, trigger=span, outcome="stopped", side="behind", wanted=right.wanted,
                    stopped_at=right.furthest + base, progress=right.furthest - place.start,
                )  # fmt: skip
            elif not opened:
                yield Attempt(
                    rule=shown, location=rule.line.location, trigger=span, outcome="stopped", side="before", wanted=left.wanted,
                    stopped_at=size - 1 - left.furthest + base, progress=came,
                )  # fmt: skip
            else:
                extent = (size - max(opened), max(ended))
                guards = [
                    guard for guard, compiled in zip(rule.rule.guards, rule.guards, strict=True)
                    if blocked((compiled,), place.view.ahead, *extent)
                ]  # fmt: skip
                yield Attempt(
                    rule=shown, location=rule.line.location, trigger=span, outcome="silenced" if guards else "found",
                    wanted=tuple(_shown_guard(guard) for guard in guards), progress=extent[1] - extent[0],
                )  # fmt: skip

    def _leaves_of(self, event: str) -> tuple[Leaves, Leaves]:
        """The leaves to the left and to the right of triggers, where the names of the event's roles stand for its types."""
        if event not in self._leaves:
            definition = self._compiled.grammar.events.get(event)
            targets = {role.name: self._lexicon.role_symbols(role) for role in (definition.roles if definition else ())}
            self._leaves[event] = Leaves(self._lexicon, reverse=True, targets=targets), Leaves(self._lexicon, targets=targets)
        return self._leaves[event]

    # --- frames ----------------------------------------------------------------------------------------------

    def _frame(self, frame: CompiledFrame, place: Place) -> Iterator[Attempt]:
        if (frame.frame.kind == "verb") != (place.chunk.type == VERB_TYPE):
            return
        candidate = self._finder.frames.candidate(frame, place)
        location, base = frame.frame.location, place.row.base
        trigger = (place.start + base, place.end + base)
        if candidate is not None:
            progress = candidate.clause[1] - candidate.clause[0]
            yield Attempt(rule=candidate.rule_name, location=location, trigger=trigger, outcome="found", progress=progress)
        else:
            yield Attempt(rule=frame.frame.name, location=location, trigger=trigger, outcome="unfit", wanted=_wanted(frame))
        for wordings in self._finder.frames.asked(frame, place.chunk).wordings.values():
            for wording in wordings:
                yield from self._construction(frame, wording.construction, wording.line, place)

    def _construction(self, frame: CompiledFrame, construction: d.Construction, line: d.Line, place: Place) -> Iterator[Attempt]:
        """Where one wording of a construction stopped around the trigger."""
        leftwards, rightwards = self._leaves_of("")
        row, size, base = place.row, len(place.row.symbols), place.row.base
        for before, _, behind in triggered(line.pattern):
            right = Walker(rightwards, row.symbols)
            ended = right.ends(behind, frozenset({place.end}))
            left = Walker(leftwards, row.symbols[::-1])
            opened = left.ends(before, frozenset({size - place.start}))
            if ended and opened:
                continue
            side, walker = ("before", left) if ended else ("behind", right)
            came = max(right.furthest - place.end, 0) + max(left.furthest - (size - place.start), 0)
            token = walker.furthest if side == "behind" else size - 1 - walker.furthest
            yield Attempt(
                rule=f"{frame.frame.name} ({construction.name})", location=construction.location, outcome="stopped", progress=came,
                trigger=(place.start + base, place.end + base), stopped_at=token + base, wanted=walker.wanted,
                side="before" if ended else "behind",
            )  # fmt: skip


def _shown_guard(guard: d.Guard) -> str:
    return f"{'only' if guard.wanted else 'not'} {guard.side} {print_pattern(guard.pattern)}"


def _wanted(frame: CompiledFrame) -> tuple[str, ...]:
    """What a frame cannot do without."""
    required = [slot.role for slot in frame.frame.slots if slot.required]
    said = (*frame.frame.needed, *(f"{need.type} as {need.function}" for need in frame.frame.needed_fillers))
    needs = [" or ".join(said)] if said else []
    return (*required, *needs, *frame.particles)


def reason_of(attempt: Attempt, sentence: Sentence) -> str:
    """Why an attempt failed, in words that follow the name of its trigger."""
    match attempt.outcome:
        case "silenced":
            return f"fits, but a guard says: {'; '.join(attempt.wanted)}"
        case "unfit":
            return f"needs {', '.join(attempt.wanted)}" if attempt.wanted else "does not fit"
        case "stopped":
            at = attempt.stopped_at
            inside = at is not None and sentence.start <= at < sentence.end
            edge = "the end of the sentence" if attempt.side == "behind" else "the beginning of the sentence"
            where = repr(sentence.analysis.word(at)) if at is not None and inside else edge
            wanted = ", ".join(attempt.wanted[:_WANTED]) + (", …" if len(attempt.wanted) > _WANTED else "")
            return f"found; stopped {attempt.side} it at {where}, expected {wanted}"
        case "found":
            return "found"


_WANTED = 6
"""How many of the things that would have fitted are named."""
