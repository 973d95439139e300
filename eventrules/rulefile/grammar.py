"""All definitions that are loaded together, by name: the files of a grammar, layered over one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from eventrules.rulefile import definitions as d
from eventrules.rulefile.vocabulary import MEMBER, TIME_TYPE


@attrs.frozen(kw_only=True)
class VerbForms:
    """The five forms of a verb, each with all its spellings."""

    base: str
    present: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]
    gerund: tuple[str, ...]

    def items(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The names of the forms (as `<base>`, `<past>` … in patterns) and their spellings."""
        yield "base", (self.base,)
        yield "present", self.present
        yield "past", self.past
        yield "participle", self.participle
        yield "gerund", self.gerund


@attrs.frozen(kw_only=True, slots=False)
class Grammar:
    """The definitions of all loaded files, by kind and name; later files have extended, overridden and disabled."""

    files: Sequence[d.GrammarFile]
    layers: tuple[str, ...]
    types: Mapping[str, d.TypeDefinition]
    events: Mapping[str, d.EventDefinition]
    lists: Mapping[str, d.WordList]
    phrases: Mapping[str, d.Phrase]
    rules: tuple[d.Rule, ...]
    frames: tuple[d.Frame, ...]
    constructions: tuple[d.Construction, ...]
    adjuncts: Mapping[str, d.Adjunct]
    verbs: Mapping[str, VerbForms]
    plurals: Mapping[str, tuple[str, ...]]

    def subtypes(self, name: str) -> frozenset[str]:
        """A type and all types under it.

        `place` may hold `country` and `city`, for instance.
        """
        if name not in self._subtypes:
            found = {name}
            while (wider := found | {t.name for t in self.types.values() if t.parent in found}) != found:
                found = wider
            self._subtypes[name] = frozenset(found)
        return self._subtypes[name]

    @cached_property
    def _subtypes(self) -> dict[str, frozenset[str]]:
        """Those that have been asked for."""
        return {}

    def types_by_place(self, restrictions: Iterable[d.Restriction]) -> dict[str, frozenset[str]]:
        """The types that a frame forbids or asks for, by grammatical place."""
        found: dict[str, frozenset[str]] = {}
        for restriction in restrictions:
            found[restriction.function] = found.get(restriction.function, frozenset()) | self.subtypes(restriction.type)
        return found

    def told_type(self, name: str) -> str:
        """What results call mentions of a type: its own name, or that of the type it is told as."""
        definition = self.types.get(name)
        return name if definition is None or definition.is_told or definition.parent is None else self.told_type(definition.parent)

    def patterns(self) -> Iterator[d.Pattern]:
        """All patterns: of rules and constructions with their guards, of phrases and adjuncts."""
        for owner in (*self.rules, *self.constructions):
            for part in (*owner.lines, *owner.guards):
                yield part.pattern
        for holder in (*self.phrases.values(), *self.adjuncts.values()):
            for line in holder.lines:
                yield line.pattern

    def time_categories(self) -> frozenset[str]:
        """The categories that time rules produce."""
        return frozenset(rule.produces for rule in self.rules if rule.kind == "time")

    def coordinations(self) -> tuple[str, ...]:
        """The types of mentions that have members: “Ann Lee and Bo Kim”."""
        found = {
            rule.produces
            for rule in self.rules
            for line in rule.lines
            for part in d.walk(line.pattern)
            if rule.kind == "mention" and isinstance(part, d.Capture) and part.name == MEMBER
        }
        return tuple(sorted(found))

    def role_types(self, event: str, role: str) -> frozenset[str]:
        """The types of mentions that can fill a role, with all types under them."""
        definition = self.events[event].role(role)
        names = definition.types if definition else ()
        inside = [self.time_categories() if name == TIME_TYPE else self.subtypes(name) for name in names]
        return frozenset[str]().union(*inside)

    def words(self, name: str) -> tuple[str, ...]:
        """The entries of a list as they are written; none where the grammar has no list of that name."""
        found = self.lists.get(name)
        return tuple(entry.surface for entry in found.entries) if found else ()

    def noun_forms(self, noun: str) -> tuple[str, ...]:
        """A noun (or noun phrase) and its plurals.

        The plural stands in the grammar (`forms`), or follows the spelling.
        """
        return (noun, *self.plurals.get(noun, (regular_plural(noun),)))


def regular_plural(noun: str) -> str:
    """The plural of a regular English noun.

    >>> [regular_plural(noun) for noun in ("meeting", "treaty", "visit", "pass", "day")]
    ['meetings', 'treaties', 'visits', 'passes', 'days']
    """
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def regular_verb(base: str) -> VerbForms:
    """The forms of a regular English verb.

    >>> regular_verb("ratify").past
    ('ratified',)
    """
    stem = base[:-1] if base.endswith("e") else base
    past = f"{base[:-1]}ied" if base.endswith("y") and base[-2:-1] not in "aeiou" else f"{stem}ed"
    gerund = f"{base if base.endswith(('ee', 'oe', 'ye')) else stem}ing"
    return VerbForms(base=base, present=(regular_plural(base),), past=(past,), participle=(past,), gerund=(gerund,))
