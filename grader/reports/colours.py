"""The colours of Python code: what a reader tells apart at a glance, and no more, so that a class of thousands takes seconds.

Pygments' own lexer of Python tries ten times as many rules at each letter, and most of its kinds would have one colour.
"""

from __future__ import annotations

import keyword
import re
from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Keyword, Name, Number, String, Text

__all__ = ["LEXER", "STYLES"]

STYLES: dict[Any, str] = {Keyword: "k", String: "s", Number: "m", Name.Function: "f", Comment: "c"}

PREFIX = r"[rbfuRBFU]{0,2}"


class Lexer(RegexLexer):  # type: ignore[misc]
    """Broken code is code as well: a string that does not end goes to the end of its line, one in three quotes to that of the file."""

    flags = re.DOTALL
    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"\s+", Text),
            (r"#[^\n]*", Comment),
            (PREFIX + r'"""(?:[^"\\]|\\.|"(?!""))*(?:"""|\Z|\\\Z)', String),
            (PREFIX + r"'''(?:[^'\\]|\\.|'(?!''))*(?:'''|\Z|\\\Z)", String),
            (PREFIX + r'"(?:[^"\\\n]|\\.)*"?', String),
            (PREFIX + r"'(?:[^'\\\n]|\\.)*'?", String),
            (r"(def|class)(\s+)(\w+)", bygroups(Keyword, Text, Name.Function)),
            (r"@[\w.]+", Name.Function),
            (words(keyword.kwlist, suffix=r"\b"), Keyword),
            (r"[^\W\d]\w*", Text),
            (r"\d[\w.]*", Number),
            (r"[^\w\s#'\"@]+", Text),
            (r".", Text),
        ]
    }


LEXER = Lexer()
