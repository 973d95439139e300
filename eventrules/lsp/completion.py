"""What can be written at a place, as an editor offers it."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types as lsp
from pygls.workspace import PositionCodec

from eventrules.lsp.index import Index
from eventrules.lsp.notes import KEYWORD_NOTES
from eventrules.lsp.places import place_at
from eventrules.lsp.positions import range_of
from eventrules.timex.operations import OPERATIONS

_KINDS = {
    "role": lsp.CompletionItemKind.Field,
    "phrase": lsp.CompletionItemKind.Function,
    "rule": lsp.CompletionItemKind.Function,
    "list": lsp.CompletionItemKind.Enum,
    "type": lsp.CompletionItemKind.Class,
    "time": lsp.CompletionItemKind.Class,
    "event": lsp.CompletionItemKind.Event,
    "feature": lsp.CompletionItemKind.Property,
    "value": lsp.CompletionItemKind.EnumMember,
    "operation": lsp.CompletionItemKind.Operator,
    "keyword": lsp.CompletionItemKind.Keyword,
    "file": lsp.CompletionItemKind.File,
}


def completions(index: Index, codec: PositionCodec, lines: Sequence[str], number: int, column: int) -> list[lsp.CompletionItem]:
    """The names that fit at a cursor, those first that the place asks for most; the editor filters by what is typed."""
    place = place_at(lines, number, column)
    if place is None:
        return []
    whole = range_of(codec, lines, number, place.start, place.end)
    found: dict[str, lsp.CompletionItem] = {}
    for rank, (kind, name) in enumerate(index.choices(place)):
        item = lsp.CompletionItem(
            label=name, kind=_KINDS.get(kind, lsp.CompletionItemKind.Text), detail=_detail(kind, name), sort_text=f"{rank:05}",
            filter_text=name, text_edit=lsp.TextEdit(range=whole, new_text=name),
        )  # fmt: skip
        found.setdefault(name, item)
    return list(found.values())


def _detail(kind: str, name: str) -> str:
    if kind == "operation":
        return OPERATIONS[name].signature
    return KEYWORD_NOTES.get(name, kind) if kind == "keyword" else kind
