"""What the words of fillers tell besides: which office somebody bears, which body it belongs to, and where they are at home.

A frame asks for the first by the function `title`, for the second by `home`, for the third by `homeland`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventrules.events.descriptions import HEAD, NAME
from eventrules.matching.compiled import CompiledFrame
from eventrules.matching.layers import Chunk
from eventrules.rulefile.vocabulary import HOME, HOMELAND, TITLE

_DESCRIPTION = "description"
"""The grammar's type of people told by a noun."""

Filler = tuple[str, Chunk]


def titles(frame: CompiledFrame, found: Iterable[Filler], spare: Iterable[Filler]) -> Iterator[Filler]:
    """The offices that fillers bear, for the roles that ask for them and are not filled: “*President* Bo Kim resigned”.

    Spare fillers count where a pronoun is in their place: “*President* Bo Kim announced *his* resignation”.
    """
    filled = {role for role, _ in found}
    for role in frame.roles.get(TITLE, ()):
        if role not in filled:
            yield from ((role, title) for _, part in (*found, *spare) if (title := _title_of(part)) is not None)


def homelands(frame: CompiledFrame, found: Iterable[Filler], at_home: Iterable[Chunk]) -> Iterator[Filler]:
    """Where it happens, for the roles that ask for it and are not filled: whose home it is is told there or fills a role."""
    filled = {role for role, _ in found}
    homes = [home for part in (*at_home, *(part for _, part in found)) for home in _homes(part)]
    for role in frame.roles.get(HOMELAND, ()):
        if role not in filled:
            yield from ((role, home) for home in homes if home.type in frame.types[role])


def with_bodies(frame: CompiledFrame, found: list[Filler]) -> list[Filler]:
    """The fillers with offices apart from the bodies that they belong to: “*leader* of the *Green Party*”.

    An office is what fills a role that takes no body, or the title of somebody who fills one that does.
    """
    roles = frame.roles.get(HOME, ())
    return [filler for role, part in found for filler in _apart(frame, roles, role, part)] if roles else found


def _apart(frame: CompiledFrame, roles: tuple[str, ...], role: str, part: Chunk) -> Iterator[Filler]:
    homes = list(_homes(part))
    bodies = [(asked, home) for asked in roles for home in homes if home.type in frame.types[asked]]
    is_office = all(home.type not in frame.types[role] for _, home in bodies)
    if not bodies or not (is_office or (TITLE in frame.roles and _title_of(part) is not None)):
        yield role, part
        return
    body, office = bodies[0][1], part.captured(HEAD)
    if is_office and office is not None and office.type and office.end <= body.start:
        yield role, office
        yield from ((role, home) for home in homes if home.start > body.start and home.type == _DESCRIPTION)
    else:
        yield role, part
    yield from bodies


def _homes(part: Chunk) -> Iterator[Chunk]:
    for name, inner in part.captures:
        if name == HOME:
            yield inner
        elif name == HEAD and inner.type:
            yield from _homes(inner)


def _title_of(part: Chunk) -> Chunk | None:
    inner = part.captured(NAME)
    return part.captured(TITLE) or (_title_of(inner) if inner is not None and inner.type else None)
