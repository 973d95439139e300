"""Names and noun groups have their exact edges, head and type; and words that name nothing are no names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import eventrules
from eventrules.events.thread import Thread
from eventrules.matching.layers import Chunk
from eventrules.rulefile.vocabulary import MEMBER, VERB_TYPE

TABLES = Path(__file__).parent / "tables"
NAMED = ("person-name", "organization", "place", "town")

Words = tuple[str, int, int]


def sentences(table: str) -> list[str]:
    return [line for line in (TABLES / table).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def marked(line: str) -> tuple[str, list[tuple[Words, Words]]]:
    """The plain sentence of a line, and its mentions: type and place, and type and place of the head."""
    text, found = "", list[tuple[Words, Words]]()
    for part in re.split(r"(\[[^\]]*\])", line):
        kind, colon, words = part[1:-1].partition(": ") if part.startswith("[") else ("", "", part)
        if not part.startswith("["):
            text += part
            continue
        words, kind = (words, kind) if colon else (kind, "")
        before, star, rest = words.partition("*")
        head = rest.partition("*")[0] if star else words
        plain, start = words.replace("*", ""), len(text)
        first = start + len(before) if star else start
        found.append(((kind, start, start + len(plain)), (kind, first, first + len(head))))
        text += plain
    return text, found


def chunks(extractor: eventrules.Extractor, text: str) -> Iterator[tuple[Chunk, eventrules.Mention]]:
    """What stands in a text for event rules to see, the members of a coordination one by one."""
    analysis = extractor.analyse(text)
    thread = Thread(analysis)
    for number in range(len(analysis.bounds)):
        sentence = analysis.sentence(number)
        row, position = sentence.chunks_row, 0
        while position < len(row.symbols):
            chunk = row.chunks.get(position + row.base)
            if chunk is not None and chunk.type != VERB_TYPE and extractor.grammar.grammar.told_type(chunk.type):
                for part in [part for name, part in chunk.captures if name == MEMBER] or [chunk]:
                    yield part, thread.mention(part, sentence)
            position = chunk.end - row.base if chunk is not None else position + 1


@pytest.mark.parametrize("line", sentences("mentions.txt"))
def test_mentions_have_their_exact_edges_head_and_type(extractor: eventrules.Extractor, line: str):
    text, expected = marked(line)
    found = {(m.type, m.start, m.end): (m.type, m.head.start, m.head.end) for _, m in chunks(extractor, text) if m.head}
    shown = [(kind, text[start:end], text[head[1] : head[2]]) for (kind, start, end), head in found.items()]
    for mention, head in expected:
        assert found.get(mention) == head, (text[mention[1] : mention[2]], text[head[1] : head[2]], shown)


@pytest.mark.parametrize("line", sentences("no-names.txt"))
def test_what_is_no_name_is_none(extractor: eventrules.Extractor, line: str):
    text, marks = marked(line)
    names = [mention for chunk, mention in chunks(extractor, text) if chunk.type in NAMED]
    for (_, start, end), _ in marks:
        assert not [name for name in names if name.start < end and start < name.end], names


def test_the_tables_are_as_large_as_they_should_be():
    assert sum(len(marked(line)[1]) for line in sentences("mentions.txt")) >= 300
    assert sum(len(marked(line)[1]) for line in sentences("no-names.txt")) >= 100
