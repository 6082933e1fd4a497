"""The bytes of a source file as text: UTF-8, UTF-16 with or without its mark, an encoding that the file names; nothing is guessed."""

from __future__ import annotations

import codecs
import io
import re
import tokenize
from collections.abc import Iterator

from grader.sentences import Part, text

__all__ = ["as_source", "source_lines", "source_problem", "text_of"]

# What people save source files in. Python knows stranger codecs, some of which take minutes for half a megabyte.
ENCODINGS = {"ascii", "utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"}
ENCODINGS |= {"iso8859-1", "iso8859-2", "iso8859-15", "cp1250", "cp1251", "cp1252", "koi8-r", "mac-roman"}
COOKIE = re.compile(rb"[ \t\f]*+#[^\r\n]{0,200}?coding[:=][ \t]*+([-\w.]{1,40})")
NEWLINE = re.compile(r"\r\n|\r|\n")
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that a guess may name, by what people call them. Those of Western Europe cannot be told apart.
NAMED = {"gb18030": "gbk", "big5": "big5", "shift_jis": "shift_jis", "euc_jp": "euc_jp", "euc_kr": "euc_kr"}
NAMED |= {"cp1251": "cp1251", "koi8_r": "koi8-r"}
TRIED = [*NAMED, "cp1250", "cp1252", "mac_roman"]
SAMPLE = 4096  # bytes that a guess looks at
# What text in such an encoding must show before it is named: words of its own script.
SHOWN = {
    "shift_jis": "[\u3041-\u3096]",
    "euc_jp": "[\u3041-\u3096]",
    "cp1251": "[\u0430-\u044f]{3}",
    "koi8-r": "[\u0430-\u044f]{3}",
}
CHAOS = 0.1  # the library's measure of disorder, above which a guess is none


def as_source(data: bytes) -> bytes:
    """The bytes in an encoding that Python reads: UTF-16 and UTF-32 become UTF-8, everything else stays as it is, but for its marks."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _again(data, encoding)
    half = len(data) // 2
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = data[first::2].count(0)
        if half >= 8 and len(data) % 2 == 0 and zeros > half * 0.6 and not data[1 - first :: 2].count(0):
            return _again(data, encoding)
    data = data.rstrip(b"\0\x1a")  # as old editors end a file
    return codecs.BOM_UTF8 + data.lstrip(codecs.BOM_UTF8) if data.startswith(2 * codecs.BOM_UTF8) else data


def _again(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).encode()
    except UnicodeError:
        return data


def source_problem(data: bytes) -> Part:
    """Why these bytes cannot be Python source; empty when they can be read."""
    if b"\0" in data:
        return text("intake.zero_bytes")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        if codecs.lookup(encoding).name not in ENCODINGS:
            raise LookupError(encoding)
        data.decode(encoding)
    except (SyntaxError, LookupError, ValueError):  # an encoding that does not exist, or is no text encoding
        if said := _false_line(data):
            return said
        name = "" if data.isascii() else _encoding_of(_sample(data))
        return text("intake.looks_like", NAME=name.upper(), name=name) if name else text("intake.not_utf8")
    return ""


def _false_line(data: bytes) -> Part:
    """What is wrong with the encoding that one of the first two lines names, where they name one."""
    lines = data.removeprefix(codecs.BOM_UTF8).splitlines()[:2]
    match = next(filter(None, map(COOKIE.match, lines)), None)
    if match is None:
        return ""
    name = match[1].decode("ascii")
    try:
        known = codecs.lookup(name).name in ENCODINGS
    except LookupError:
        known = False
    if data.startswith(codecs.BOM_UTF8):
        return text("intake.mark_and_line", name=name)
    return text("intake.not_as_named" if known else "intake.no_encoding", name=name)


def text_of(data: bytes) -> str:
    """The source as text, in its own encoding; empty where it has a `source_problem`."""
    if source_problem(data):
        return ""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return data.decode(encoding)


def source_lines(source: str) -> list[str]:
    """The lines of a source as Python counts them, whichever ends they have."""
    return NEWLINE.split(source)


def _sample(data: bytes) -> bytes:
    """The first lines that are not ASCII."""
    return b"\n".join(_few(line for line in data.splitlines() if not line.isascii()))


def _few(lines: Iterator[bytes]) -> Iterator[bytes]:
    left = SAMPLE
    for line in lines:
        if len(line) > left:
            return
        left -= len(line)
        yield line


def _encoding_of(sample: bytes) -> str:
    """The encoding, where there is one answer alone; else nothing: a wrong name is worse than none."""
    from charset_normalizer import from_bytes  # which few files need

    found = [match.encoding for match in from_bytes(sample, cp_isolation=TRIED) if match.chaos < CHAOS]
    if "gb18030" in found and _everyday_chinese(sample):
        return "gbk"
    name = NAMED.get(found[0], "") if len(found) == 1 else ""
    return name if re.search(SHOWN.get(name, ""), sample.decode(name or "ascii", "replace")) else ""


def _everyday_chinese(sample: bytes) -> bool:
    """Whether every pair of bytes is one of GB2312's 3,755 common characters or its punctuation, and they do not read as Korean."""
    pairs = re.findall(rb"[\x80-\xff].", sample, re.DOTALL)
    leads = [pair[0] for pair in pairs]
    common = all(0xB0 <= pair[0] <= 0xD7 or 0xA1 <= pair[0] <= 0xA3 for pair in pairs if pair[1] >= 0xA1)
    whole = all(pair[1] >= 0xA1 for pair in pairs)
    korean = all(lead <= 0xC8 for lead in leads if lead >= 0xB0)
    return bool(pairs) and whole and common and not korean
