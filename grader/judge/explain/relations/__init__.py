"""What an answer is, seen from the expected one: twice as large, transposed, right but for the last row. True by computing.

Nothing here is written for one lesson. A relation is said with its numbers, so that a reader can check it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.judge.explain.reasons import Said
from grader.judge.explain.relations.numbers import MANY, Answers, Arguments, distinct, kind, near_each, numbers, whole
from grader.judge.explain.relations.place import (
    all_equal,
    equal_to_input,
    not_finite,
    opposite,
    order,
    sums,
    swapped_parts,
    where,
)
from grader.judge.explain.relations.scale import (
    clipped,
    factor,
    function,
    nearly,
    off_by_one,
    offset,
    sign,
    single_precision,
)
from grader.judge.explain.relations.shape import other_kind, other_shape

__all__ = ["relation"]

RELATIONS = (
    other_kind,
    other_shape,
    not_finite,
    equal_to_input,
    all_equal,
    factor,
    offset,
    swapped_parts,
    order,
    sums,
    sign,
    clipped,
    function,
    nearly,
    where,
)

# Of labels, counts and truth values.
OF_FEW = (other_kind, other_shape, not_finite, equal_to_input, all_equal, opposite, off_by_one)


def relation(expected: Any, yours: Any, arguments: Arguments = ()) -> Said | None:  # type: ignore[assignment]
    """The first that holds, the most telling first; None where there is none. Both are what a check compared."""
    right, came = numbers(expected), numbers(yours)
    if right is None or came is None or not right.size or not came.size:
        return None
    if right.shape == came.shape and near_each(came, right).all() and kind(expected) == kind(yours):
        return single_precision(right, came)
    with np.errstate(all="ignore"):
        few = whole(right) and whole(came) and distinct(right) < MANY
        pair = Answers(expected, yours, right, came, list(arguments))
        found = (find(pair) for find in (OF_FEW if few else RELATIONS))
        return next((said for said in found if said), None)
