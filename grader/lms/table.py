"""A CSV file of someone else's program, in which a few cells change and every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from grader.errors import UsageError
from grader.sentences import text

__all__ = ["Table"]

MARK = "\ufeff"
MOST_BYTES = 64 << 20


class Table:
    """rows: lists of cells as they stand in the file, quotes included; `text` says what a cell means."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises UsageError for what is no CSV file in UTF-8. name: the file's, for people."""
        try:
            content = data.decode("utf-8")
        except UnicodeDecodeError:
            raise UsageError(text("wrong.table_encoding", path=name)) from None
        self.mark = MARK if content.startswith(MARK) else ""
        content = content.removeprefix(MARK)
        lines = content.splitlines()
        self.delimiter = max(",;\t", key=lines[0].count) if lines else ","
        self.rows: list[list[str]] = []
        self.ends: list[str] = []
        self._read(content, name)

    @classmethod
    def read(cls, path: Path) -> Table:
        """The table in a file. Raises UsageError where there is none."""
        try:
            with open(path, "rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise UsageError(text("wrong.unreadable", path=str(path), error=str(error.strerror))) from None
        if len(data) > MOST_BYTES:
            raise UsageError(text("wrong.table_large", path=str(path), mb=str(MOST_BYTES >> 20)))
        return cls(data, str(path))

    def _read(self, content: str, name: str) -> None:
        other = re.escape(self.delimiter)
        cell = re.compile(rf'("(?:[^"]|"")*"|[^"{other}\r\n][^{other}\r\n]*|)({other}|\r\n|\n|\r|\Z)')
        place, row = 0, list[str]()
        while place < len(content) or row:
            match = cell.match(content, place)
            if match is None:
                raise UsageError(text("wrong.table_quote", path=name, line=str(len(self.rows) + 1)))
            row.append(match[1])
            place = match.end()
            if match[2] != self.delimiter:
                self.rows.append(row)
                self.ends.append(match[2])
                row = []

    def text(self, row: int, column: int) -> str:
        """What a cell means; empty where the row is shorter."""
        cells = self.rows[row]
        raw = cells[column] if 0 <= column < len(cells) else ""
        return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw

    def put(self, row: int, column: int, text: str) -> None:
        """Give a cell a new text."""
        cells = self.rows[row]
        cells += [""] * (column + 1 - len(cells))
        special = any(letter in text for letter in f'{self.delimiter}"\r\n')
        cells[column] = '"' + text.replace('"', '""') + '"' if special else text

    def header(self) -> list[str]:
        return [self.text(0, column).strip() for column in range(len(self.rows[0]))] if self.rows else []

    def keep(self, columns: list[int]) -> None:
        """Leave only these columns, in this order."""
        self.rows = [[row[column] if column < len(row) else "" for column in columns] for row in self.rows]

    def drop(self, rows: Collection[int]) -> None:
        """Leave these rows out."""
        left = [number for number in range(len(self.rows)) if number not in rows]
        self.rows, self.ends = [self.rows[number] for number in left], [self.ends[number] for number in left]

    def data(self) -> bytes:
        """The file."""
        lines = (self.delimiter.join(row) + end for row, end in zip(self.rows, self.ends, strict=True))
        return (self.mark + "".join(lines)).encode()
