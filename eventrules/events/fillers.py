"""From grammatical functions to roles: which of those who stand around a trigger fill which role of its frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eventrules.events.candidates import Functions, in_order, members
from eventrules.events.listing import parts_of
from eventrules.events.places import PLACE, VENUE_LIST, is_common
from eventrules.events.positions import Filler, homelands, titles, with_bodies
from eventrules.matching.cascade import Sentence
from eventrules.matching.compiled import CompiledFrame, CompiledGrammar
from eventrules.matching.layers import Chunk
from eventrules.rulefile.vocabulary import HOMELAND, VERB_TYPE

_DEED = "thing"
"""The grammar's type of what is done."""

_WHERE = ("in", "at", "site")
"""Functions that tell the place of any event, unless what stands there fills the role that the frame gives them."""

_HOST = "organization"
"""The grammar's type of those that have houses in which things happen."""


class Fillers:
    """Fills the roles of a grammar's frames."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        self._compiled = compiled
        self._venues = compiled.canonical.get(VENUE_LIST, {}).keys()
        self._hosts = compiled.grammar.subtypes(_HOST)

    def of(self, frame: CompiledFrame, functions: Functions, sentence: Sentence) -> list[Filler]:
        """The role fillers in the order of the text: what stands in a function that the frame names, and the place."""
        found: list[Filler] = []
        spare: list[Filler] = []
        told_with: dict[int, list[Chunk]] = {}
        for function, chunk in sorted(functions, key=lambda item: item[0] in frame.itself):
            roles, parts = self._fitting(frame, function, parts_of(chunk, sentence))
            for role in roles:
                (spare if (function, role) in frame.spare else found).extend((role, part) for part in parts)
                told_with |= dict.fromkeys(map(id, parts), parts)
        filled = {role for role, _ in found}
        for role, part in (item for item in spare if item[0] not in filled):
            if all(part is not other or name == role for name, other in found):  # "hit *near the base*": no place beside the target
                found.append((role, part))
        found += titles(frame, found, spare)
        found += homelands(frame, found, (chunk for function, chunk in functions if function == HOMELAND))
        return in_order(_without_second_choices(frame, with_bodies(frame, found), told_with, self._compiled))

    def _fitting(self, frame: CompiledFrame, function: str, parts: list[Chunk]) -> tuple[list[str], list[Chunk]]:
        """The roles that parts in a function fill, and those of the parts that do."""
        roles = [role for role in frame.roles.get(function, ()) if all(_accepts(frame, role, part) for part in parts)]
        if roles or PLACE not in frame.types or not all(self._is_where(frame, function, part) for part in parts):
            return roles, parts
        return [PLACE], [part for part in parts if not is_common(part, self._compiled)]

    def _is_where(self, frame: CompiledFrame, function: str, part: Chunk) -> bool:
        """Whether a part in a function tells the place of any event: a place, or who has a house at which it happens."""
        if function in self._venues and part.type in self._hosts:
            return True
        return function in _WHERE and _accepts(frame, PLACE, part)


def can_fill(frame: CompiledFrame, function: str, chunk: Chunk) -> bool:
    """Whether a chunk in a function could fill a role of the frame."""
    return any(_accepts(frame, role, chunk) for role in frame.roles.get(function, ()))


def has_what_it_needs(frame: CompiledFrame, said: set[str], functions: Functions) -> bool:
    """Whether one of the roles, functions or kinds of filler is there without which the trigger tells nothing."""
    needs = frame.frame.needed
    if not needs and not frame.needed:
        return True
    return not said.isdisjoint(needs) or any(
        part.type in frame.needed.get(function, frozenset()) for function, chunk in functions for part in members(chunk)
    )


def _accepts(frame: CompiledFrame, role: str, part: Chunk) -> bool:
    """Whether a part can fill a role; what somebody does is a thing: “jailed for *spying*”."""
    is_deed = part.type == VERB_TYPE and part.features.get("form") == "gerund"
    return (_DEED if is_deed else part.type) in frame.types.get(role, frozenset())


def _without_second_choices(
    frame: CompiledFrame, found: list[Filler], told_with: Mapping[int, Sequence[Chunk]], compiled: CompiledGrammar
) -> list[Filler]:
    """Of a role that takes one filler only the best, and what is told in one breath with it: “in Oslo *and Bergen*”.

    The best is the first, but a name of a place rather than a kind of place.
    """
    definition = compiled.grammar.events[frame.frame.produces]
    single = {role.name for role in definition.roles if not role.many}
    best: dict[str, Chunk] = {}
    for role, part in found:
        is_kind = role == PLACE and role in best and is_common(best[role], compiled)
        if role in single and (role not in best or (is_kind and not is_common(part, compiled))):
            best[role] = part
    return [(role, part) for role, part in found if role not in single or part is best[role] or part in told_with.get(id(best[role]), ())]
