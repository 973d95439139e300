"""Which names tell where an event takes place."""

from __future__ import annotations

from collections.abc import Iterable

from eventrules.matching.compiled import CompiledGrammar
from eventrules.matching.layers import Chunk
from eventrules.rulefile.vocabulary import HOME

PLACE = "place"
"""The role of where it happens, and the grammar's type of places."""

LOCALITY = "locality"
"""The grammar's type of places told by a common noun ("the border")."""

WHERE_LIST = "where-word"
"""The grammar's list of prepositions that lead to where something happens: “in”, “outside”."""

VENUE_LIST = "venue-word"
"""The grammar's list of prepositions that lead to a house where something happens: “at the Harbour Institute”."""

SCENE_LIST = "scene-word"
"""The grammar's list of words that lead to the place of all that a clause tells, or to an occasion: “in”, “at”."""

DOER_LIST = "doer-relative"
"""The grammar's list of what leads to what somebody does, wherever they are told: “wrote to Ann Lee, *who* resigned”."""


def is_common(part: Chunk, compiled: CompiledGrammar) -> bool:
    """Whether a part tells a place by a common noun alone."""
    return part.type in compiled.grammar.subtypes(LOCALITY)


def named_places(parts: Iterable[Chunk], compiled: CompiledGrammar) -> list[Chunk]:
    """The parts that have a name; of a place without one the place in whose name it is told: “at *Lima's* airport”."""
    places = compiled.grammar.subtypes(PLACE)
    found: list[Chunk] = []
    for part in parts:
        if not is_common(part, compiled):
            found.append(part)
        elif (home := part.captured(HOME)) is not None and home.type in places:
            found.append(home)
    return found
