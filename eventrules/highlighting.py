"""A lexer of grammar files for Pygments, which colours them in Sphinx, MkDocs, notebooks and on the terminal.

Installed with the package, it answers to the name `rules`; Pygments itself comes with rich. What stands at the left margin
and is no statement, and a bracket or quote that is never closed, is shown as an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, include, words
from pygments.token import Comment, Error, Keyword, Literal, Name, Number, Operator, Punctuation, String, Text, Whitespace

from eventrules.rulefile.bodies import EXAMPLE_WORDS
from eventrules.rulefile.statements import DISABLED, KEYWORDS, MODES, QUALIFIERS
from eventrules.rulefile.vocabulary import FEATURE_VALUES, METADATA

_NAME = r"[^\W\d]\w*(?:-\w+)*"
_END = r"(?![\w-])"
_GAP = r"([^\S\n]+)"
_NOTHING = bygroups()
"""What a look ahead yields."""

_BODIES = {"event": "roles", "list": "entries", "verb": "frame", "noun": "frame"}
"""What stands below a statement; all others have wordings."""

_FEATURE = rf"({'|'.join(FEATURE_VALUES)}){_GAP}({'|'.join(dict.fromkeys(v for values in FEATURE_VALUES.values() for v in values))}){_END}"
_SLOT = rf"({_NAME}(?:[ ]{_NAME})*(?:,[ ]*{_NAME}(?:[ ]{_NAME})*)*)(\s*)(=)(?!>)"


def _statements() -> list[tuple[object, ...]]:
    """One rule for each keyword, which names the state of the lines below it."""
    plain = [word for word in KEYWORDS if word not in (*MODES, "disable")]
    return [
        (rf"{word}{_END}", Keyword.Namespace if word == "use" else Keyword.Declaration, (_BODIES.get(word, "wordings"), "header"))
        for word in plain
    ]


class RulesLexer(RegexLexer):
    """Grammar files of eventrules.

    >>> tokens = RulesLexer().get_tokens("use names")
    >>> [(str(kind), words) for kind, words in tokens if words.strip()]
    [('Token.Keyword.Namespace', 'use'), ('Token.Name.Function', 'names')]
    """

    name = "eventrules"
    aliases: ClassVar[Sequence[str]] = ["rules", "eventrules"]
    filenames: ClassVar[Sequence[str]] = ["*.rules"]
    url = "https://pypi.org/project/eventrules/"

    tokens: ClassVar[dict[str, list[object]]] = {
        "root": [
            (r"\ufeff", Text),
            include("blank"),
            (words(MODES, suffix=_END), Keyword),
            (rf"(disable){_GAP}({'|'.join(DISABLED)}){_END}", bygroups(Keyword, Whitespace, Keyword.Declaration), ("wordings", "header")),
            *_statements(),
            (r"\S+", Error),
        ],
        "blank": [
            (r"\n", Whitespace),
            (r"[^\S\n]+", Whitespace),
            (r"(?:^|(?<=\s))#.*$", Comment.Single),
        ],
        "header": [
            (r"\n", Whitespace, "#pop"),
            include("blank"),
            (rf"(=>)(\s*)({_NAME})", bygroups(Operator, Whitespace, Name.Class)),
            (rf"(from){_GAP}([^\s=,:]+)", bygroups(Keyword, Whitespace, String.Other)),
            (rf"(under|as){_GAP}({_NAME})", bygroups(Keyword, Whitespace, Name.Class)),
            (rf"(for){_GAP}(verb|noun){_END}", bygroups(Keyword, Whitespace, Keyword)),
            (_FEATURE, bygroups(Name.Attribute, Whitespace, Name.Constant)),
            (r":", Punctuation, "inline"),
            (r",", Punctuation),
            (r"[A-Z][\w-]*", Name.Class),
            (r"[^\W_][\w.'’&-]*", Name.Function),
            (r".", Error),
        ],
        "inline": [
            (r"(?=\n)", _NOTHING, "#pop"),
            include("blank"),
            include("entry"),
        ],
        "entry": [
            (r"[0-9]+\.\.[0-9]+", Number.Integer),
            (rf"(\{{)(\s*)({_NAME})(\s*)(:)", bygroups(Punctuation, Whitespace, Name.Attribute, Whitespace, Punctuation)),
            (r"\\.", String.Escape),
            (r"(=)(\s*)([^\n{#]*[^\n{#\s])", bygroups(Operator, Whitespace, Literal)),
            (r"[{},]", Punctuation),
            (r"[^\s,={}\\]+", String.Other),
            (r".", Text),
        ],
        "line": [
            (r"^(?=\S)", _NOTHING, "#pop"),
            include("blank"),
        ],
        "entries": [include("line"), include("entry")],
        "roles": [
            (rf"^([^\S\n]+)(?!(?:{'|'.join(METADATA)})\s)({_NAME})", bygroups(Whitespace, Name.Variable)),
            include("line"),
            include("settings"),
            (words(("or",), suffix=_END), Keyword),
            (words(QUALIFIERS, suffix=_END), Keyword.Type),
            (_NAME, Name.Class),
            (r",", Punctuation),
            (r".", Error),
        ],
        "settings": [
            (rf"({'|'.join(METADATA)}){_GAP}([^=\n]+)$", bygroups(Keyword, Whitespace, String.Doc)),
            (rf"(priority){_GAP}(-?[0-9]+)", bygroups(Keyword, Whitespace, Number.Integer)),
            (rf"(published){_GAP}([^\s:]+)", bygroups(Keyword, Whitespace, Literal.Date)),
            (words(EXAMPLE_WORDS, prefix=r"(?<=\s)", suffix=rf"{_END}(?=\s*$|\s+published|\s*:|\s*#)"), Keyword),
            (r'"(?:\\.|[^"\\\n])*"', String.Double),
            (r'"', Error),
        ],
        "frame": [
            include("line"),
            include("settings"),
            (rf"(support|needs|unless){_GAP}(?!=)", bygroups(Keyword, Whitespace)),
            include("meaning"),
            (_SLOT, bygroups(Name.Attribute, Whitespace, Operator), "value"),
            (r",", Punctuation),
            (r"[^\W_][\w.'’&-]*", Name.Function),
            (r".", Error),
        ],
        "meaning": [
            (rf"(=>)(\s*)(?={_NAME}\()", bygroups(Operator, Whitespace), "call"),
            (r"(=>)(\s*)", bygroups(Operator, Whitespace)),
            (_FEATURE, bygroups(Name.Attribute, Whitespace, Name.Constant)),
        ],
        "call": [
            (r"(?=\n)", _NOTHING, "#pop"),
            include("blank"),
            (rf"{_NAME}(?=\()", Name.Builtin),
            (rf"none{_END}", Keyword.Constant),
            (r"-?[0-9]+", Number.Integer),
            (r'"(?:\\.|[^"\\\n])*"', String.Double),
            (_NAME, Name.Variable),
            (r"[(),.]", Punctuation),
            (r".", Error),
        ],
        "value": [
            (r"(?=\n)", _NOTHING, "#pop"),
            include("blank"),
            (rf"(,)(\s*)(required){_END}", bygroups(Punctuation, Whitespace, Keyword.Type)),
            (rf"none{_END}", Keyword.Constant),
            (r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\S)", Literal.Date),
            (r"[^\s,]+|,", Literal),
        ],
        "wordings": [
            (rf"^([^\S\n]+)({_NAME})([^\S\n]*)(=)(?!>)", bygroups(Whitespace, Name.Attribute, Whitespace, Operator), "value"),
            include("line"),
            include("settings"),
            (rf"(not|only){_GAP}(after|before){_END}", bygroups(Keyword, Whitespace, Keyword)),
            include("meaning"),
            (r"(=)(\s*)(?=[^>])", bygroups(Operator, Whitespace), "value"),
            (r"\\.", String.Escape),
            (
                rf"(\{{)({_NAME})(?:(:)({_NAME}))?(\}})",
                bygroups(Punctuation, Name.Variable, Punctuation, Name.Entity, Punctuation),
            ),
            (rf"(<)({_NAME})", bygroups(Punctuation, Name.Entity), "reference"),
            (r"\.\.\.[0-9]*|[*+~]|(?<!\w)_(?!\w)", Operator),
            (r"[\[\]()|,]", Punctuation),
            (r"[{}<>]", Error),
            (r"[^\s\\\[\](){}<>|*+~\"=,]+", Text),
            (r".", Text),
        ],
        "reference": [
            (r">", Punctuation, "#pop"),
            (r"(?=\n)", _NOTHING, "#pop"),
            (rf"except{_END}", Keyword),
            (r"[^\S\n]+", Whitespace),
            (_NAME, Name.Entity),
            (r".", Error),
        ],
    }
