"""The zip of feedback files, read by Moodle's own rule."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.lms.moodle_feedback import folder_name
from tests.class_folder import RIGHT, Classroom
from tests.lms.importers import MoodleAssignment


def importers_view(path: str) -> tuple[str, str, str] | None:
    """mod/assign/feedback/file/importziplib.php: the first part of the path with four fields between underscores names the participant,
    a kind of plugin and a plugin; what is behind is the file."""
    *folders, file = path.split("/")
    if file.startswith((".", "~")):
        return None
    for depth, part in enumerate(folders):
        fields = part.split("_", 4)
        if len(fields) >= 4 and fields[1].isdigit():
            return fields[1], "_".join(fields[2:4]), "/".join([*folders[depth + 1 :], file])
    return None


@pytest.mark.parametrize(
    "name",
    ["Ana Lee", "李 明", "a_b_c", "../../x", 'the "Rock"', "O'Brien, Jean-Luc", "~", "  ", "a/b\\c", ".", "12_13 x"],
)
def test_every_name_reaches_its_participant(name: str) -> None:
    """A name with an underscore did not arrive in Moodle."""
    folder = folder_name(name, "Participant 1234")
    assert "/" not in folder
    assert importers_view(f"{folder}/scorecard.html") == ("1234", "assignsubmission_file", "scorecard.html")


def test_scorecards_reach_their_students(classroom: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each student's own page, made anew; nobody's who is not certain."""
    for path in classroom.submissions.iterdir():
        path.unlink()
    people = {"71": ("Ana_Maria Lee", ""), "72": ("王 小明", ""), "73": ("Zed Other", "")}
    for folder in ("Ana_Maria Lee_71", "王 小明_72", "Somebody_99"):
        place = classroom.submissions / f"{folder}_assignsubmission_file_"
        place.mkdir()
        (place / "add.py").write_text(RIGHT + f"# {folder}\n")
    classroom.grade()
    (tmp_path / "sheet.csv").write_bytes(MoodleAssignment(people, maximum="3.00").worksheet())
    monkeypatch.setenv("DLGRADE_COURSE", str(classroom.course.root))
    words = ["export", "moodle", str(classroom.out), "--into", str(tmp_path / "sheet.csv")]
    words += ["--out", str(tmp_path / "grades.csv"), "--feedback", str(tmp_path / "feedback.zip")]
    done = CliRunner().invoke(main, words)

    assert (done.exit_code, "Somebody_99 is left out" in done.stderr) == (1, True), done.output
    archive = zipfile.ZipFile(io.BytesIO((tmp_path / "feedback.zip").read_bytes()))
    found = {importers_view(name)[0]: archive.read(name).decode() for name in archive.namelist()}  # type: ignore[index]
    assert found.keys() == {"71", "72"}
    assert "Ana_Maria Lee_71" in found["71"]
    assert "3 / 3" in found["72"]
    assert "Ana_Maria" not in found["72"]
