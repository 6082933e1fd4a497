"""The students' pages as Moodle takes feedback files: one zip, in it a folder a student, named as in Moodle's own download."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from grader.lms.moodle import FULL_NAME, IDENTIFIER
from grader.lms.results import Result
from grader.lms.table import Table

__all__ = ["feedback_zip"]

NAME = "scorecard.html"


def feedback_zip(table: Table, rows: Mapping[int, Result], pages: Path) -> bytes:
    """The zip. table: the worksheet. rows: whose row is which. pages: the folder of the students' pages, as `dlgrade report` makes them."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for row, result in sorted(rows.items()):
            page = pages / f"{result.grade.file}.html"
            if result.card and page.is_file():
                folder = folder_name(table.text(row, FULL_NAME), table.text(row, IDENTIFIER))
                archive.writestr(zipfile.ZipInfo(f"{folder}/{NAME}"), page.read_bytes(), zipfile.ZIP_DEFLATED)
    return memory.getvalue()


def folder_name(name: str, identifier: str) -> str:
    """`Ana Lee_1234_assignsubmission_file`. Moodle splits it at each underscore and reads the number; the name is for people."""
    number = re.sub(r"\D*$|^.*?(?=\d+\D*$)", "", identifier, flags=re.DOTALL)
    plain = re.sub(r"[^\w ,'()-]|_", " ", name)
    return f"{' '.join(plain.split()) or 'Participant'}_{number}_assignsubmission_file"
