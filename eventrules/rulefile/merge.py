"""Layers the statements of all files over one another: defines, extends, overrides, disables. Silence never overrides."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

import attrs

from eventrules.errors import GrammarError, GrammarSyntaxError, UnknownNameError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar, VerbForms
from eventrules.rulefile.vocabulary import built_in_names

VerbTable = Mapping[str, VerbForms]


_CALLED = {"time": "time rule"}
"""How messages call what a keyword defines, where that is not the keyword."""


class Merger:
    """Takes in statements one after the other; `errors` fills up on the way.

    Where a name is defined twice both definitions are kept as one, so that a clash brings no other mistakes with it.
    """

    def __init__(self, tables: Mapping[d.Location, VerbTable]) -> None:
        self._tables = tables
        self.errors: list[GrammarError] = []
        self.layers: list[str] = []
        self.types: dict[str, d.TypeDefinition] = {}
        self.events: dict[str, d.EventDefinition] = {}
        self.lists: dict[str, d.WordList] = {}
        self.phrases: dict[str, d.Phrase] = {}
        self.rules: dict[tuple[str, str], d.Rule] = {}
        self.frames: list[d.Frame] = []
        self.constructions: dict[str, d.Construction] = {}
        self.adjuncts: dict[str, d.Adjunct] = {}
        self.verbs: dict[str, VerbForms] = {}
        self.plurals: dict[str, tuple[str, ...]] = {}

    def add(self, statement: d.Statement) -> None:
        """Take in one statement."""
        match statement:
            case d.Use():
                pass
            case d.Layer():
                if statement.name not in self.layers:
                    self.layers.append(statement.name)
            case d.TypeDefinition():
                self._put(self.types, statement.name, statement, "type")
            case d.EventDefinition():
                self._put(self.events, statement.name, statement, "event")
            case d.WordList():
                self._shared(statement, "list", self.phrases, "phrase")
                self._put(self.lists, statement.name, statement, "list")
            case d.Phrase():
                self._shared(statement, "phrase", self.lists, "list")
                self._put(self.phrases, statement.name, statement, "phrase")
            case d.Rule():
                kind = "time" if statement.kind == "time" else "rule"
                self._put(self.rules, (kind, statement.name), statement, kind)
            case d.Frame():
                self._frame(statement)
            case d.Construction():
                self._put(self.constructions, statement.name, statement, "construction")
            case d.Adjunct():
                self._put(self.adjuncts, statement.name, statement, "adjunct")
            case d.Inflection():
                self._inflect(statement)
            case d.Disable():
                self._disable(statement)

    def grammar(self, files: tuple[d.GrammarFile, ...]) -> Grammar:
        """What was put together."""
        return Grammar(
            files=files, layers=tuple(self.layers), types=self.types, events=self.events, lists=self.lists, phrases=self.phrases,
            rules=tuple(self.rules.values()), frames=tuple(self.frames), constructions=tuple(self.constructions.values()),
            adjuncts=self.adjuncts, verbs=self.verbs, plurals=self.plurals,
        )  # fmt: skip

    # --- names -----------------------------------------------------------------------------------------------

    def _put(self, table: MutableMapping[Any, Any], key: Any, statement: Any, kind: str) -> None:
        """Define a new name, or extend or override an old one."""
        before = table.get(key)
        mode: d.Mode = getattr(statement, "mode", "define")
        if mode != "define" and before is None:
            known = {item.name: known for known, item in table.items() if not isinstance(item, d.Rule) or known[0] == kind}
            error = UnknownNameError(_CALLED.get(kind, kind), statement.name, tuple(known), location=statement.location)
            self.errors.append(error)
            key = known.get(error.nearest or "", key)  # what was likely meant, so that the mistakes inside are found as well
            before = table.get(key)
        if before is None:
            if mode == "define" or getattr(statement, "produces", "some"):
                table[key] = statement
        elif mode == "define":
            self._clash(kind, statement.name, before.location, statement)
            table[key] = self._extended(before, statement)
        elif mode == "extend":
            table[key] = self._extended(before, statement)
        else:
            table[key] = _overridden(before, statement)

    def _clash(self, kind: str, name: str, first: d.Location, statement: d.Statement) -> None:
        hint = f"write 'extend {kind} {name}' or 'override {kind} {name}' to change the first, or give this one another name"
        if isinstance(statement, d.TypeDefinition):
            hint = "drop one of the two"
        message = f"the {kind} {name!r} is defined twice; the first stands at {first}"
        self.errors.append(GrammarError(message, location=statement.location, hint=hint))

    def _shared(self, statement: d.WordList | d.Phrase, kind: str, others: Mapping[str, d.WordList | d.Phrase], other: str) -> None:
        """Complain of a list or phrase whose name means something else too: `<name>` could only ever mean one of them."""
        if statement.name in built_in_names() and statement.mode == "define":
            message = f"the {kind} {statement.name!r} has a name that means something by itself"
            hint = f"<{statement.name}> is a word shape, a form or a word class in every grammar; give the {kind} another name"
            self.errors.append(GrammarError(message, location=statement.location, hint=hint))
        first = others.get(statement.name)
        if first is not None and statement.mode == "define":
            message = f"the {kind} {statement.name!r} has the name of a {other}; that stands at {first.location}"
            hint = f"<{statement.name}> would mean the phrase alone; give one of the two another name"
            self.errors.append(GrammarError(message, location=statement.location, hint=hint))

    def _extended(self, before: Any, more: Any) -> Any:
        match more:
            case d.EventDefinition():
                for role in more.roles:
                    if more.mode == "extend" and (known := before.role(role.name)) is not None:
                        message = f"the role {role.name!r} is declared twice; the first stands at {known.location}"
                        hint = f"write 'override event {before.name}' to declare all roles anew"
                        self.errors.append(GrammarError(message, location=role.location, hint=hint))
                return attrs.evolve(before, roles=before.roles + more.roles, metadata=before.metadata + more.metadata)
            case d.WordList():
                entries = {entry.surface: entry for entry in (*before.entries, *more.entries)}
                return attrs.evolve(before, entries=tuple(entries.values()))
            case d.Rule():
                return attrs.evolve(
                    before, lines=before.lines + more.lines, guards=before.guards + more.guards, examples=before.examples + more.examples,
                    metadata=before.metadata + more.metadata, priority=more.priority or before.priority,
                )  # fmt: skip
            case d.Construction():
                return attrs.evolve(before, lines=before.lines + more.lines, guards=before.guards + more.guards)
            case d.Phrase() | d.Adjunct():
                return attrs.evolve(before, lines=before.lines + more.lines)
            case _:
                return before

    # --- frames: named by any of their triggers ---------------------------------------------------------------

    def _frame(self, statement: d.Frame) -> None:
        if statement.mode == "define":
            for trigger in statement.triggers:
                for first in self._frames_of(statement.kind, trigger, statement.produces):
                    self._clash(statement.kind, trigger, first.location, statement)
            self.frames.append(statement)
            return
        meant: dict[str, str | None] = {}
        for trigger in statement.triggers:
            olds = self._frames_of(statement.kind, trigger, statement.produces)
            if not olds:
                meant[trigger] = self._unknown_trigger(statement.kind, trigger, statement.location)
            elif len(olds) > 1:
                events = " or ".join(f"'=> {old.produces}'" for old in olds)
                message = f"the {statement.kind} {trigger!r} finds events of several types"
                self.errors.append(GrammarError(message, location=statement.location, hint=f"write {events} behind it"))
        triggers = {meant.get(trigger, trigger) for trigger in statement.triggers}
        changed: list[d.Frame] = []
        for old in self.frames:
            named = tuple(trigger for trigger in old.triggers if trigger in triggers)
            if old.kind == statement.kind and named and statement.produces in ("", old.produces):
                changed.extend(_changed_frame(old, statement, named))
            else:
                changed.append(old)
        self.frames = changed

    def _frames_of(self, kind: str, trigger: str, produces: str = "") -> list[d.Frame]:
        return [f for f in self.frames if f.kind == kind and trigger in f.triggers and produces in ("", f.produces)]

    def _unknown_trigger(self, kind: str, trigger: str, location: d.Location) -> str | None:
        """One unknown trigger more; gives the known one that was likely meant."""
        known = tuple(word for frame in self.frames if frame.kind == kind for word in frame.triggers)
        error = UnknownNameError(kind, trigger, known, location=location)
        error.hint = error.hint or f"no frame has this trigger; '{kind} {trigger} => …' makes one"
        self.errors.append(error)
        return error.nearest

    # --- words -----------------------------------------------------------------------------------------------

    def _inflect(self, statement: d.Inflection) -> None:
        if statement.path is not None:
            self.verbs.update(self._tables.get(statement.location, {}))
        elif statement.base is not None and len(statement.forms) == 4:
            present, past, participle, gerund = (tuple(form.split("|")) for form in statement.forms)
            verb = VerbForms(base=statement.base, present=present, past=past, participle=participle, gerund=gerund)
            self.verbs[statement.base] = verb
        elif statement.base is not None and len(statement.forms) == 1:
            self.plurals[statement.base] = tuple(statement.forms[0].split("|"))
        else:
            given = len(statement.forms)
            message = f"{given} forms given, expected 4 of a verb or 1 of a noun"
            hint = "a verb has four: 'forms meet: meets, met, met, meeting'; a noun has its plural: 'forms party: parties'"
            self.errors.append(GrammarSyntaxError(message, location=statement.location, hint=hint))

    # --- taking away -----------------------------------------------------------------------------------------

    def _disable(self, statement: d.Disable) -> None:
        kind, name = statement.kind, statement.name
        if kind in ("verb", "noun"):
            if not self._frames_of(kind, name):
                self._unknown_trigger(kind, name, statement.location)
            without = [_without_trigger(frame, name) if frame.kind == kind else frame for frame in self.frames]
            self.frames = [frame for frame in without if frame.triggers]
            return
        if kind in ("rule", "time"):
            if self.rules.pop((kind, name), None) is None:
                known = [rule for rule_kind, rule in self.rules if rule_kind == kind]
                self.errors.append(UnknownNameError(_CALLED.get(kind, kind), name, known, location=statement.location))
            return
        tables: dict[str, dict[str, Any]] = {
            "phrase": self.phrases, "list": self.lists, "event": self.events, "construction": self.constructions, "adjunct": self.adjuncts,
        }  # fmt: skip
        if tables[kind].pop(name, None) is None:
            self.errors.append(UnknownNameError(kind, name, tuple(tables[kind]), location=statement.location))
        elif kind == "event":  # with all that finds it
            self.frames = [frame for frame in self.frames if frame.produces != name]
            self.rules = {key: rule for key, rule in self.rules.items() if rule.kind != "event" or rule.produces != name}


def _overridden(before: Any, after: Any) -> Any:
    """The new definition; a rule stays in its layer, and keeps what it produces if the new one does not say."""
    if not isinstance(after, d.Rule):
        return after
    produces, kind = (after.produces, after.kind) if after.produces else (before.produces, before.kind)
    return attrs.evolve(after, layer=before.layer, produces=produces, kind=kind)


def _without_trigger(frame: d.Frame, name: str) -> d.Frame:
    return attrs.evolve(frame, triggers=tuple(trigger for trigger in frame.triggers if trigger != name))


def _changed_frame(old: d.Frame, new: d.Frame, named: tuple[str, ...]) -> Sequence[d.Frame]:
    """The frame of the named triggers as changed, and that of the other triggers as it was."""
    others = tuple(trigger for trigger in old.triggers if trigger not in named)
    if new.mode == "override":
        changed = attrs.evolve(new, triggers=named, produces=old.produces)
    else:
        changed = attrs.evolve(
            old, triggers=named, slots=old.slots + new.slots, supports=old.supports + new.supports, needs=old.needs + new.needs,
            needed_fillers=old.needed_fillers + new.needed_fillers, exclusions=old.exclusions + new.exclusions,
            features=old.features + new.features, examples=(*(() if others else old.examples), *new.examples),
            metadata=old.metadata + new.metadata, priority=new.priority or old.priority,
        )  # fmt: skip
    return (changed, attrs.evolve(old, triggers=others)) if others else (changed,)
