"""A table of predictions that a student handed in: read without trusting a byte of it, and scored against labels that stay here."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping
from typing import Any, Literal

from grader.judge.checks.show import escape
from grader.judge.remote.errors import Mismatch
from grader.sentences import Part, text

__all__ = ["MetricName", "measured", "read_predictions", "share_of"]

MetricName = Literal["accuracy", "f1", "rmse"]
LINE_CHARS = 2000
SHOWN = 60  # characters of what stands there
Label = int | float | str


def read_predictions(name: str, data: bytes, ids: list[Label], key: str, column: str) -> list[str]:
    """The predictions for these ids, in their order. Raises Mismatch for a file that is no table of just these."""
    lines = _lines(name, data, len(ids))
    wanted = {str(each): place for place, each in enumerate(ids)}
    found: dict[int, str] = {}
    try:
        rows = csv.reader(io.StringIO("\n".join(lines)))
        header = [cell.strip() for cell in next(rows, [])]
        if header.count(key) != 1 or header.count(column) != 1:
            raise Mismatch(text("artefact.columns", name=name, key=key, column=column), yours=_shown(", ".join(header)))
        at_key, at_column = header.index(key), header.index(column)
        for number, row in enumerate(rows, 2):
            if not row:
                continue
            if len(row) != len(header):
                raise Mismatch(text("artefact.row", name=name, line=number))
            place = wanted.get(row[at_key].strip())
            if place is None or place in found:
                said = "artefact.unknown_id" if place is None else "artefact.double_id"
                raise Mismatch(text(said, name=name, line=number, id=_shown(row[at_key])))
            found[place] = row[at_column].strip()
    except csv.Error:
        raise Mismatch(text("artefact.no_table", name=name)) from None
    if len(found) < len(ids):
        first = next(each for each in ids if wanted[str(each)] not in found)
        raise Mismatch(text("artefact.missing_ids", name=name, n=len(ids) - len(found), first=str(first)))
    return [found[place] for place in range(len(ids))]


def _lines(name: str, data: bytes, n: int) -> list[str]:
    """The header and at most n rows; how many there are is known before any is made."""
    came = data.count(b"\n")
    if came <= n + 2 and len(data) <= 4 * LINE_CHARS * (n + 2):
        try:
            lines = [line.removesuffix("\r") for line in data.decode("utf-8-sig").rstrip().split("\n")]
        except UnicodeDecodeError:
            raise Mismatch(text("artefact.no_text", name=name)) from None
        if len(lines) <= n + 1 and all(len(line) <= LINE_CHARS for line in lines):
            return lines
        came = len(lines)
    raise Mismatch(text("artefact.rows", name=name, n=n), expected=_rows(n), yours=_rows(max(came - 1, 0)))


def measured(name: str, metric: MetricName, predicted: list[str], labels: list[Label], positive: Label | None) -> float:
    """accuracy; f1, of the label `positive`, else the mean over all labels; or rmse. Raises Mismatch for a prediction that is no number."""
    if metric == "rmse":
        gaps = [_number(name, value) - float(label) for value, label in zip(predicted, labels, strict=True)]
        if not (largest := max(map(abs, gaps))):
            return 0.0
        return largest * math.sqrt(math.fsum((gap / largest) ** 2 for gap in gaps) / len(gaps))
    pairs = [(_as_label(value, label), label) for value, label in zip(predicted, labels, strict=True)]
    if metric == "accuracy":
        return sum(bool(value == label) for value, label in pairs) / len(pairs)
    classes = [positive] if positive is not None else sorted(set(labels), key=str)
    return math.fsum(_f1(pairs, each) for each in classes) / len(classes)


def share_of(value: float, baseline: float, target: float) -> float:
    """How far from the baseline to the target it is, 0 to 1; the smaller may be the better."""
    return min(1.0, max(0.0, (value - baseline) / (target - baseline)))


def _f1(pairs: list[tuple[Any, Label]], label: Label) -> float:
    hits = sum(value == label == right for value, right in pairs)
    misses = sum((value == label) != (right == label) for value, right in pairs)
    return 2 * hits / (2 * hits + misses) if hits else 0.0


def _as_label(value: str, label: Label) -> Any:
    """The prediction as a label of that type; None where it is none."""
    if isinstance(label, str):
        return value
    try:
        return float(value)
    except ValueError:
        return None


def _number(name: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not abs(number) <= 1e100:
        raise Mismatch(text("artefact.no_number", name=name), yours=_shown(value))
    return number


def _shown(cell: str) -> str:
    return " ".join(escape(cell, SHOWN).split())


def _rows(n: int) -> Part:
    return text("artefact.so_many_rows", n=n)


def as_mapping(labels: Mapping[Any, Any] | list[Any]) -> dict[Label, Label]:
    """Labels by id: of a list the places are the ids. NumPy's numbers as Python's own."""
    pairs = labels.items() if isinstance(labels, Mapping) else enumerate(labels)
    return {_plain(each): _plain(label) for each, label in pairs}


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
