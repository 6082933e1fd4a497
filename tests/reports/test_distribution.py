"""Scores and times as bars: everybody is in one of them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.reports.distribution import MOST, middle, score_bars, time_bars

UTC = datetime.UTC


@given(st.lists(st.decimals(-5, 60, places=2), max_size=50))
def test_every_score_is_in_a_bar(scores: list[Decimal]) -> None:
    """Below zero and above full marks too, where somebody adjusted the points."""
    assert sum(bar.count for bar in score_bars(scores, Decimal(40))) == len(scores)


@pytest.mark.parametrize(
    ("score", "label"), [("0", "0–10 %"), ("3.99", "0–10 %"), ("4", "10–20 %"), ("39.99", "90–100 %"), ("40", "100 %")]
)
def test_edges_belong_to_the_bar_above(score: str, label: str) -> None:
    """Full marks have a bar of their own."""
    assert [bar.label for bar in score_bars([Decimal(score)], Decimal(40)) if bar.count] == [label]


@given(
    st.lists(
        st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2090, 1, 1), timezones=st.timezones()),
        max_size=30,
    )
)
def test_every_time_is_in_a_bar(times: list[datetime.datetime]) -> None:
    """However far apart, and in whatever zones."""
    bars = time_bars(times)

    assert sum(bar.count for bar in bars) == len(times)
    assert len(bars) <= MOST + 1


def test_last_hours_are_seen_by_the_hour() -> None:
    """The rush before a deadline: bars of an hour, the empty ones too."""
    noon = datetime.datetime(2026, 3, 1, 12, 5, tzinfo=UTC)

    bars = time_bars([noon, noon + datetime.timedelta(hours=2), noon + datetime.timedelta(hours=2, minutes=50)])

    assert [(bar.label, bar.count) for bar in bars] == [
        ("2026-03-01 12:00", 1), ("2026-03-01 13:00", 0), ("2026-03-01 14:00", 2),
    ]  # fmt: skip


def test_middle_of_the_scores() -> None:
    """Mean, median and the ends; none of an empty class."""
    found = middle([Decimal(1), Decimal(2), Decimal("6.5"), Decimal(4)])

    assert found is not None
    assert (found.mean, found.median, found.low, found.high) == (3.375, 3.0, 1.0, 6.5)
    assert middle([]) is None
