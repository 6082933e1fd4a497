"""Points as other systems take them. They stay exact decimals until here; each exporter says how it rounds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

__all__ = ["hundredths", "json_number", "scaled", "to_hundredth"]

HUNDREDTH = Decimal("0.01")


def to_hundredth(points: Decimal) -> Decimal:
    """Rounded to two decimals, half up: what gradebooks show and compare."""
    return points.quantize(HUNDREDTH, ROUND_HALF_UP)


def hundredths(points: Decimal) -> int:
    """Points in hundredths, for formats of whole numbers: 7.5 is 750. Below a hundredth it rounds half up."""
    return int(to_hundredth(points) * 100)


def scaled(points: Decimal, most: Decimal | None, maximum: Decimal | None) -> Decimal:
    """The points of `most` as points of the gradebook's own `maximum`, to the hundredth; as they are where one is not known."""
    if most and maximum and most != maximum:
        points = points * maximum / most
    return to_hundredth(points)


def json_number(points: Decimal) -> int | float:
    """A number that JSON writes with the very digits of `points`, up to fifteen of them."""
    return int(points) if points == points.to_integral_value() else float(points)
