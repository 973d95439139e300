"""Who and what a text speaks of."""

from __future__ import annotations

from enum import Enum

import attrs

from eventrules.model.spans import Span


class Number(Enum):
    SINGULAR = "singular"
    PLURAL = "plural"


@attrs.frozen(kw_only=True)
class Mention:
    """Words that stand for a person, an organization, a place or another thing.

    Attributes:
        text: the words as they stand in the document.
        name: whom they mean, as far as the document tells: “Pompeo” is Mike Pompeo once it has said so.
        type: the kind of mention, as the grammar calls it ("person").
        head: the words that it turns on: a name without its title, the noun of a group of words.
        number: whether it is one or many; None where its words do not tell.
        kind: what kind of place or body a name that the lists know names: "capital", "party", "agency".
        affiliations: the countries and bodies that its words say it belongs to, by name.
        country: the ISO 3166 code of the country that it is, lies in or belongs to, where its words tell one.
        stands_for: the names that a pronoun or “the two sides” stands for; empty for words that name somebody themselves.
        is_resolved: whether it is known whom the words mean; only pronouns and their like can be unresolved.
    """

    span: Span
    text: str
    name: str
    type: str
    head: Span | None = None
    number: Number | None = None
    kind: str | None = None
    affiliations: tuple[str, ...] = ()
    country: str | None = None
    stands_for: tuple[str, ...] = ()
    is_resolved: bool = True

    @classmethod
    def at(cls, text: str, start: int, end: int, type: str, *, name: str | None = None, country: str | None = None) -> Mention:
        """The mention of a type on some characters of a text; its name is its words unless another is given.

        >>> Mention.at("Ann Lee met Bo Kim.", 0, 7, "person").name
        'Ann Lee'
        """
        words = text[start:end]
        return cls(span=Span(start, end), text=words, name=" ".join(words.split()) if name is None else name, type=type, country=country)

    @property
    def start(self) -> int:
        """Where the words begin."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the words end; not part of them."""
        return self.span.end
