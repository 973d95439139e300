"""Places in a text."""

from __future__ import annotations

import attrs


@attrs.frozen(order=True)
class Span:
    """Half-open character offsets into the text exactly as given.

    >>> Span(0, 5).of("Merkel")
    'Merke'
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"an empty or negative span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of the text at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end
