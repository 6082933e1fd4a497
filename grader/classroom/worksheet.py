"""How late a submission is by the column Status of Moodle's grading worksheet."""

from __future__ import annotations

import re

__all__ = ["lateness"]

LATE = re.compile(r"\blate\b|迟交|逾期提交|^迟", re.IGNORECASE)
UNITS = {
    365 * 86400: re.compile(r"(\d+)\s*(?:years?|年)"),
    86400: re.compile(r"(\d+)\s*(?:days?|天)"),
    3600: re.compile(r"(\d+)\s*(?:hours?|小时)"),
    60: re.compile(r"(\d+)\s*(?:min(?:ute)?s?|分钟?)"),
    1: re.compile(r"(\d+)\s*(?:sec(?:ond)?s?|秒钟?)"),
}
# What else Moodle writes behind the status: nothing of it says that the work came late.
NOT_LATE = re.compile(
    r"overdue|extension|graded|marking|review|release|已评分|未评分|评分|逾期|过期|延期|[:：]", re.IGNORECASE
)


def lateness(status: str) -> tuple[int, str]:
    """`Submitted for grading - 1 day 6 hours late` of Moodle's worksheet, in English or Chinese, in seconds; and the status where it is not understood."""
    seconds, unclear = 0, ""
    for part in filter(None, map(str.strip, status.split(" - ")[1:])):
        rest, found = LATE.sub("", part), 0
        for unit, pattern in UNITS.items():
            found += sum(unit * int(number) for number in pattern.findall(rest))
            rest = pattern.sub("", rest)
        if LATE.search(part) and found and not rest.strip():
            seconds += found
        elif LATE.search(part) or not NOT_LATE.search(part):
            unclear = status
    return (0, unclear) if unclear else (seconds, "")
