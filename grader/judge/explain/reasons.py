"""A reason as a value: the name of its sentence in the catalogues' table `why`, and what fills it in."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from grader.sentences import Part, Text, text

__all__ = ["Said", "because"]

COUNTERFACTUALS = {
    "left_out",
    "other_value",
    "one_less",
    "one_more",
    "exchanged_arguments",
    "transposed_argument",
    "flipped_argument",
    "first_for_all",
    "zero_argument",
    "one_argument",
    "minus_argument",
    "absolute_argument",
    "complement_argument",
    "half_argument",
    "double_argument",
    "divided_by",
    "divided_by_rows",
    "reversed_pair",
    "first_of_pair",
    "second_of_pair",
}
COUNTS = {"value": "count.value", "len": "count.len", "all": "count.all", "0": "count.rows"}
QUANTITIES = {"sum", "mean", "maximum", "row", "column", "item", "axis0", "axis1", "axis2", "axis3"}


class Said(Struct, frozen=True):
    """A reason. parts: what fills its sentence in; `where` names a count of an argument, as `x:0` or `x:len`."""

    name: str
    parts: dict[str, Any] = {}

    @property
    def kind(self) -> Literal["relation", "counterfactual", "crash"]:
        if self.name in COUNTERFACTUALS:
            return "counterfactual"
        return "crash" if self.name.startswith("crash_") else "relation"

    @property
    def sentence(self) -> Text:
        return text(f"why.{self.name}", **{key: _part(key, value) for key, value in self.parts.items()})


def because(name: str, /, **parts: Any) -> Said:
    return Said(name, parts)


def _part(key: str, value: Any) -> Part:
    if key == "where" and ":" in str(value):
        name, what = str(value).split(":")
        return text(COUNTS[what], name=name) if what in COUNTS else text("count.dimension", name=name, n=what)
    if isinstance(value, str):
        return text(f"quantity.{value}") if value in QUANTITIES else value
    return value if isinstance(value, int) else f"{value:g}" if isinstance(value, float) else str(value)
