"""Reads the expressions that `emitting` writes, as trees: the part of the language of `re` that they are written in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from eventrules.matching.parts import Parts

ENDLESS = 1 << 30

_ANY, _NEVER = "(?s:.)", "(?!)"

_TOKEN = re.compile(
    rf"(?P<set>\[(?:\\.|[^\]\\])+\]|{re.escape(_ANY)}|{re.escape(_NEVER)}|\\.|[^\\(){{|?*\[])"
    r"|(?P<look>\(\?<?[=!])|(?P<open>\((?:\?[:>])?)|(?P<close>\))|(?P<or>\|)|(?P<times>[?*]|\{\d+,\d+\})[?+]?",
    re.DOTALL,
)
_RUNS = re.compile(r"\\?(.)(?:-\\?(.))?", re.DOTALL)


class Set:
    """Symbols of which one is read, or (not wanted) all others: runs from a first to a last one, in their order."""

    __slots__ = ("firsts", "lasts", "wanted")

    def __init__(self, runs: Iterable[tuple[str, str]], *, wanted: bool) -> None:
        listed = list(runs)
        self.firsts = tuple([first for first, _ in listed])
        self.lasts = tuple([last for _, last in listed])
        self.wanted = wanted

    def __contains__(self, symbol: str) -> bool:
        place = bisect_right(self.firsts, symbol)
        return (place > 0 and symbol <= self.lasts[place - 1]) is self.wanted


class Following:
    """Parts one after the other."""

    __slots__ = ("parts",)

    def __init__(self, *parts: Tree) -> None:
        self.parts = parts


class Choice:
    """One of some parts."""

    __slots__ = ("parts",)

    def __init__(self, *parts: Tree) -> None:
        self.parts = parts


class Many:
    """A part so many times."""

    __slots__ = ("least", "most", "part")

    def __init__(self, part: Tree, least: int, most: int) -> None:
        self.part, self.least, self.most = part, least, most


class Look:
    """A part that must, or must not, stand before or behind a match."""

    __slots__ = ("is_before", "part", "wanted")

    def __init__(self, part: Tree, *, is_before: bool, wanted: bool) -> None:
        self.part, self.is_before, self.wanted = part, is_before, wanted


Tree = Set | Following | Choice | Many


class Trees:
    """The trees that have been read: what is the same is one, so that it is told by what it is and not by what it holds."""

    def __init__(self, parts: Parts) -> None:
        """No trees yet, of expressions that can name some parts."""
        self._parts = parts
        self._named: dict[str, Tree] = {}
        self._others: dict[object, Tree] = {}

    def named(self, text: str) -> Tree:
        """The set that is written so, or the part of this name."""
        if text not in self._named:
            part = self._parts.sources.get(text)
            self._named[text] = _read_set(text) if part is None else Expression(part, self).tree
        return self._named[text]

    def of(self, kind: Callable[..., Tree], *parts: Any) -> Tree:
        """The tree of a kind with these parts."""
        key = (kind, *parts)
        if key not in self._others:
            self._others[key] = kind(*parts)
        return self._others[key]


class Expression:
    """An expression: what it matches, and what it looks for beside that."""

    def __init__(self, source: str, known: Trees) -> None:
        """Read an expression.

        Args:
            known: trees that have been read; new ones are added.
        """
        self._tokens: Iterator[re.Match[str]] = _TOKEN.finditer(source)
        self._known = known
        self.looks: list[Look] = []
        self.tree = self._choice()

    def _choice(self) -> Tree:
        """Up to the bracket that closes it, or the end."""
        options: list[list[Tree]] = [[]]
        for token in self._tokens:
            parts, text = options[-1], token[0]
            match token.lastgroup:
                case "close":
                    break
                case "or":
                    options.append([])
                case "open":
                    parts.append(self._choice())
                case "look":
                    self.looks.append(Look(self._choice(), is_before="<" in text, wanted=text[-1] == "="))
                case "times":
                    parts[-1] = self._known.of(Many, parts[-1], *_counts(token["times"]))
                case _:
                    parts.append(self._known.named(text))
        trees = [parts[0] if len(parts) == 1 else self._known.of(Following, *parts) for parts in options]
        return trees[0] if len(trees) == 1 else self._known.of(Choice, *trees)


def _counts(times: str) -> tuple[int, int]:
    if times == "?":
        return 0, 1
    if times == "*":
        return 0, ENDLESS
    least, most = times[1:-1].split(",")
    return int(least), int(most)


def _read_set(text: str) -> Set:
    if text in (_ANY, _NEVER):
        return Set((), wanted=text == _NEVER)
    if text[0] != "[":
        return Set([(text[-1], text[-1])], wanted=True)
    inside = text[2:-1] if text[1] == "^" else text[1:-1]
    return Set([(first, last or first) for first, last in _RUNS.findall(inside)], wanted=text[1] != "^")
