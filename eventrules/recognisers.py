"""Recognisers of your own: callables that find mentions in a document, beside those that the grammar finds.

A recogniser takes a `Document` and gives its mentions. `SpacyEntities` asks a spaCy pipeline, `Gazetteer` looks names up
that stand in a file; `Extractor.from_grammars(recognisers=[…])` puts them to work. What they find goes before what the
grammar makes of the same words, and the first recogniser goes before the next.

>>> from datetime import date
>>> gazetteer = Gazetteer([Entry("Blue Heron", type="organization", name="Blue Heron Shipping")])
>>> text = "Ann Lee met Blue Heron in Oslo."
>>> [(mention.text, mention.name) for mention in gazetteer(Document(text=text, published=date(2024, 3, 6)))]
[('Blue Heron', 'Blue Heron Shipping')]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs

from eventrules.errors import DocumentError, InputError
from eventrules.model.mentions import Mention
from eventrules.model.results import Document

__all__ = ["SPACY_TYPES", "Entry", "Gazetteer", "Recogniser", "SpacyEntities", "found_by"]

Recogniser = Callable[[Document], Iterable[Mention]]

SPACY_TYPES: Mapping[str, str] = MappingProxyType({
    "PERSON": "person", "PER": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
})  # fmt: skip
"""The types of mentions behind spaCy's labels; other labels are left aside."""


def found_by(recognisers: Iterable[Recogniser], document: Document, types: Iterable[str]) -> Iterator[Mention]:
    """What the recognisers find in a document, one after the other.

    Args:
        types: the types of mentions that the grammar knows.

    Raises:
        DocumentError: a recogniser failed, or gave what is no mention of this document.
    """
    known = frozenset(types)
    for recogniser in recognisers:
        name = getattr(recogniser, "__qualname__", type(recogniser).__qualname__)
        try:
            for found in recogniser(document):
                _check(found, document, known)
                yield found
        except DocumentError as error:
            raise DocumentError(f"the recogniser {name} gave {error.message}", id=document.id or None) from None
        except Exception as error:
            raise DocumentError(f"the recogniser {name} failed: {type(error).__name__}: {error}", id=document.id or None) from error


def _check(found: object, document: Document, types: frozenset[str]) -> None:
    if not isinstance(found, Mention):
        raise DocumentError(f"{type(found).__name__}, expected eventrules.Mention")
    size = len(document.text)
    if found.end > size:
        raise DocumentError(f"a mention at [{found.start}, {found.end}), outside the text of {size} characters")
    if not found.span.of(document.text).strip():
        raise DocumentError(f"a mention at [{found.start}, {found.end}), where only white space stands")
    if found.type not in types:
        near = get_close_matches(found.type, types, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"the grammar knows {', '.join(sorted(types))}"
        raise DocumentError(f"the unknown type {found.type!r}: {hint}")


# --- gazetteers --------------------------------------------------------------------------------------------------


@attrs.frozen
class Entry:
    """A name as it is written, the type of what it names, and what it stands for if that is another name."""

    surface: str
    type: str = attrs.field(kw_only=True)
    name: str | None = attrs.field(kw_only=True, default=None)
    country: str | None = attrs.field(kw_only=True, default=None)


_WORD = re.compile(r"\w+|[^\w\s]")


class Gazetteer:
    """Finds the names of a list, the longest at each place, as they are written there; hundreds of thousands are welcome.

    A name of several words is found whatever white space stands between them.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, Entry] = {}
        self._longest: dict[str, int] = {}
        for entry in entries:
            words = _WORD.findall(entry.surface)
            if words:
                self._entries.setdefault(" ".join(words), entry)
                self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    @classmethod
    def from_file(cls, path: str | Path, *, type: str | None = None) -> Gazetteer:
        """The names of a file: one a line, with tabs before its type, what it stands for, and its country's code.

        Args:
            path: a UTF-8 file; empty lines and those that begin with `#` are not read.
            type: the type of all names whose line tells none.

        Raises:
            InputError: with its place, a line that has no type.
        """
        entries: list[Entry] = []
        with Path(path).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip() and not line.startswith("#"):
                    surface, kind, name, country = (*(part.strip() or None for part in line.split("\t")), None, None, None)[:4]
                    if surface is None or (kind or type) is None:
                        raise InputError(f"{path}:{number}: a name needs a type, behind a tab")
                    entries.append(Entry(surface, type=kind or type or "", name=name, country=country))
        return cls(entries)

    def __call__(self, document: Document) -> Iterator[Mention]:
        """The names of the list that stand in the document."""
        words = list(_WORD.finditer(document.text))
        longest, done = self._longest, 0
        for place in [place for place, word in enumerate(words) if word[0] in longest]:
            if place < done:
                continue
            for size in range(min(longest[words[place][0]], len(words) - place), 0, -1):
                entry = self._entries.get(" ".join(word[0] for word in words[place : place + size]))
                if entry is not None:
                    done = place + size
                    start, end = words[place].start(), words[done - 1].end()
                    yield Mention.at(document.text, start, end, entry.type, name=entry.name, country=entry.country)
                    break


# --- spaCy -------------------------------------------------------------------------------------------------------


@attrs.define(slots=False)
class SpacyEntities:
    """The named entities of a spaCy pipeline.

    Args:
        pipeline: what `spacy.load` gives, or the name of a model, which each process then loads when it needs it.
        types: the types of mentions behind the pipeline's labels.
    """

    pipeline: Any
    types: Mapping[str, str] = SPACY_TYPES

    @cached_property
    def _loaded(self) -> Callable[[str], Any]:
        if not isinstance(self.pipeline, str):
            return self.pipeline
        import spacy  # pyright: ignore[reportMissingImports] - an extra

        return spacy.load(self.pipeline)

    def __getstate__(self) -> dict[str, Any]:
        return {"pipeline": self.pipeline, "types": dict(self.types)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __call__(self, document: Document) -> Iterator[Mention]:
        """The entities of the document whose labels have a type."""
        for entity in self._loaded(document.text).ents:
            kind = self.types.get(entity.label_)
            if kind is not None:
                yield Mention.at(document.text, entity.start_char, entity.end_char, kind)
