"""How Canvas and Moodle read the files that we fill: small models of their importers, each rule with where it stands.

Canvas: lib/gradebook_importer.rb and the exporter beside it. Moodle 5: mod/assign/feedback/offline (importgradeslib.php, locallib.php).
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

CANVAS_IGNORED = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")


@dataclass
class CanvasCourse:
    """users: by the Canvas id, with SIS id, login and name. scores: by assignment and user."""

    assignments: dict[str, str]
    users: dict[str, tuple[str, str, str]]
    scores: dict[tuple[str, str], str] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    points: str = "8"

    def export(self, **options: str) -> bytes:
        """The gradebook as a teacher downloads it, with a column that only Canvas fills and a row of posting."""
        page = io.StringIO()
        writer = csv.writer(page, **options)  # type: ignore[arg-type]
        titles = [f"{title} ({number})" for number, title in self.assignments.items()]
        writer.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *titles, "Final Score"])
        writer.writerow(["", "", "", "", "", *("Manual Posting" for _ in titles), ""])
        writer.writerow(["    Points Possible", "", "", "", "", *(self.points for _ in titles), "(read only)"])
        for user, (sis, login, name) in self.users.items():
            scores = [self.scores.get((number, user), "") for number in self.assignments]
            writer.writerow([name, user, sis, login, "1, A", *scores, "7"])
        return page.getvalue().encode("utf-8-sig")

    def changes(self, data: bytes) -> dict[tuple[str, str], str]:
        """What an import would change, by assignment and user. Raises ValueError for a file that Canvas refuses."""
        text = data.decode("utf-8-sig")  # a mark of UTF-8 is skipped
        first = "".join(text.splitlines(keepends=True)[:3])  # the separator is told from the first three lines
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;", key=first.count)))
        header = rows[0]
        if len(header) <= 3 or "Student" not in header[0] or "ID" not in header[1] or "Section" not in header:
            raise ValueError("couldn't find the header")
        last = header.index("Section")
        columns = {number: self._assignment(header[number]) for number in range(last + 1, len(header))}
        changed: dict[tuple[str, str], str] = {}
        for row in rows[1:]:
            if "Points Possible" in row[0] or not any(row[: last + 1]):
                continue
            user = self._user(dict(zip(header, row, strict=True)))
            for number, assignment in columns.items():
                before = self.scores.get((assignment, user), "")
                if assignment and not _same(before, row[number]):  # an empty cell over a score is a change
                    changed[assignment, user] = row[number]
        return changed

    def _assignment(self, heading: str) -> str:
        """By the number in the heading, else by the very title, else Canvas offers to create it."""
        if CANVAS_IGNORED.search(heading):
            return ""
        match = re.fullmatch(r"(.*) \((\d+)\)", heading, re.DOTALL)
        if match and match[2] in self.assignments:
            return match[2]
        if heading in self.assignments.values():
            return next(number for number, title in self.assignments.items() if title == heading)
        self.created.append(heading)
        return ""

    def _user(self, row: dict[str, str]) -> str:
        """By ID, then SIS User ID, then SIS Login ID, then name."""
        if row["ID"] in self.users:
            return row["ID"]
        for place, name in enumerate(("SIS User ID", "SIS Login ID", "Student")):
            for user, known in self.users.items():
                if row.get(name) and row[name] == known[place]:
                    return user
        raise ValueError(f"no student of {row}")


def _same(before: str, after: str) -> bool:
    """Scores are compared at two decimals; a comma counts as a point."""
    numbers = [re.fullmatch(r"-?[\d.]+", text.replace(",", ".")) for text in (before, after)]
    if all(numbers):
        return round(Decimal(before.replace(",", ".")), 2) == round(Decimal(after.replace(",", ".")), 2)
    return before == after


@dataclass
class MoodleAssignment:
    """users: full name and address by the assignment's own number for them. words: the headings in the teacher's language."""

    CHINESE: ClassVar = (
        *("标识符", "全名", "电子邮件地址", "状态", "成绩", "最高成绩", "可更改成绩"),
        *("上次修改（提交）", "文本", "上次修改（成绩）", "评语"),
    )
    users: dict[str, tuple[str, str]]
    grades: dict[str, str] = field(default_factory=dict)
    maximum: str = "8.00"
    words: tuple[str, ...] = (
        *("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Grade can be changed"),
        *("Last modified (submission)", "Online text", "Last modified (grade)", "Feedback comments"),
    )
    prefix: str = "Participant "

    def worksheet(self) -> bytes:
        """The grading worksheet as a teacher downloads it."""
        page = io.StringIO()
        writer = csv.writer(page, lineterminator="\n")
        writer.writerow(self.words)
        for number, (name, address) in self.users.items():
            row = [f"{self.prefix}{number}", name, address, "Submitted for grading - ", self.grades.get(number, "")]
            writer.writerow([*row, self.maximum, "Yes", "1 January", 'a "text",\nin two lines', "-", ""])
        return page.getvalue().encode("utf-8-sig")

    def upload(self, data: bytes) -> dict[str, str]:
        """The grades that Moodle takes over. Raises ValueError for a sheet that it refuses."""
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        header = rows[0]
        needed = [self.words[0], self.words[4], self.words[9]]  # in the teacher's language, in any order
        if missing := [word for word in needed if word not in header]:
            raise ValueError(f"invalid grading import: {missing}")
        taken: dict[str, str] = {}
        for row in rows[1:]:
            number, grade = (row[header.index(word)] for word in needed[:2])
            number = number[len(self.prefix) :]  # the prefix is cut off by its length
            if number not in self.users or not grade.strip():  # unknown ones and empty ones are passed over in silence
                continue
            value = Decimal(grade.replace(",", "."))
            if 0 <= value <= Decimal(self.maximum) and grade != self.grades.get(number):
                taken[number] = grade
        return taken
