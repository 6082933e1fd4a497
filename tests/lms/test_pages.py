"""Each page of docs/lms, typed from top to bottom into a copy of the course, and what other programs make of the result."""

from __future__ import annotations

import csv
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lms.fake_platform import Platform
from tests.lms.follow import Shell, blocks_of, follow
from tests.lms.importers import CanvasCourse, MoodleAssignment
from tests.lms.reader import FILE, PAGES, RIGHT, WRONG, Reader

FULL, FEWER = 40, 35  # the points of these two
METADATA = """submission_1:
  :submitters:
  - :name: Ana Lee
    :email: ana@x.edu
submission_2:
  :submitters:
  - :name: 金小明
    :email: ben@x.edu
"""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    reader = Reader(tmp_path)
    yield reader
    reader.shell.close()


def zipped(path: Path, files: dict[str, Path]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, source in files.items():
            archive.write(source, name)


@pytest.mark.slow
def test_canvas_page_can_be_followed(reader: Reader) -> None:
    """In the end Canvas would change these two scores and nothing else."""
    files = {f"leeana_11_501_{FILE}": RIGHT, f"kimben_LATE_12_502_{FILE}": WRONG}
    zipped(reader.folder / "submissions.zip", files)
    course = CanvasCourse({"1234": "Lesson 5"}, {"11": ("s1", "ana", "Lee, Ana"), "12": ("s2", "ben", "Kim, Ben")})
    course.points = "100"
    (reader.folder / "gradebook.csv").write_bytes(course.export())

    reader.follow("canvas")

    changes = course.changes((reader.folder / "grades-for-canvas.csv").read_bytes())
    assert changes == {("1234", "11"): "100", ("1234", "12"): "87.5"}


@pytest.mark.slow
def test_moodle_page_can_be_followed(reader: Reader) -> None:
    """In the end Moodle takes both scores, from the English worksheet and from the Chinese one."""
    files = {
        f"Ana Lee_91_assignsubmission_file/{FILE}": RIGHT,
        f"金小明_92_assignsubmission_file/{FILE}": WRONG,
    }
    zipped(reader.folder / "course-lesson5-12345.zip", files)
    english, chinese = (MoodleAssignment({"91": ("Ana Lee", ""), "92": ("金小明", "")}, maximum="40.00") for _ in "ab")
    chinese.words, chinese.prefix = MoodleAssignment.CHINESE, "参与者"
    (reader.folder / "worksheet.csv").write_bytes(english.worksheet())
    (reader.folder / "工作表.csv").write_bytes(chinese.worksheet())

    reader.follow("moodle")

    for sheet, name in ((english, "grades-for-moodle.csv"), (chinese, "成绩单.csv")):
        assert sheet.upload((reader.folder / name).read_bytes()) == {"91": f"{FULL}", "92": f"{FEWER}"}


def test_gradescope_page_can_be_followed(reader: Reader) -> None:
    """Zips to upload, and a downloaded class as one results.json a student."""
    folder = "assignment_12345_export"
    reader.put(f"{folder}/submission_1/{FILE}", RIGHT)
    reader.put(f"{folder}/submission_2/{FILE}", WRONG)
    (reader.folder / folder / "submission_metadata.yml").write_text(METADATA)

    reader.follow("gradescope")

    results = {path.stem: json.loads(path.read_bytes())["score"] for path in (reader.folder / "gradescope").iterdir()}
    assert results == {"ana@x.edu": FULL, "ben@x.edu": FEWER}
    assert all(zipfile.is_zipfile(reader.folder / f"lesson{number}.zip") for number in ("05", "10"))


@pytest.mark.slow
def test_lti_page_can_be_followed(reader: Reader) -> None:
    """The key that the page makes signs, and the platform has the scores."""
    reader.put("submissions/ana@x.edu.py", RIGHT)
    reader.put("submissions/ben@x.edu.py", WRONG)
    (reader.folder / "roster.csv").write_text("name,email\nAna Lee,ana@x.edu\n金小明,ben@x.edu\n")
    platform = Platform("")
    platform.members = [{"user_id": name, "email": f"{name}@x.edu"} for name in ("ana", "ben")]
    platform.client, platform.kid = "10000000000001", "dlgrade-1"

    def registered() -> None:
        platform.public_key = (reader.folder / "lti-public.pem").read_text()

    moodle = "https://moodle.example/mod/lti"
    own = {f"{moodle}/token.php": "/token", f"{moodle}/services.php/7/lineitems?type_id=3": "/items"}
    own[f"{moodle}/services.php/CourseSection/7/bindings/3/memberships"] = "/members"

    def written(text: str) -> str:
        for shown, path in own.items():
            assert shown in text
            text = text.replace(shown, platform.url + path)
        return text

    try:
        reader.follow("lti", {"Register a tool on the platform": registered}, written)
    finally:
        platform.close()

    assert {user: score["scoreGiven"] for user, score in platform.scores.items()} == {"ana": FULL, "ben": FEWER}


def test_ci_page_can_be_followed(reader: Reader) -> None:
    """A student's repository with the public suite, a job of the instructor's, a class of repositories."""
    inside = f"exercises/lesson05_logistic_regression/{FILE}"
    reader.put(f"submission/{inside}", RIGHT)
    reader.put(f"repositories/ana/{inside}", RIGHT)
    reader.put(f"repositories/ben/{inside}", WRONG)

    reader.follow("ci")

    assert json.loads((reader.folder / "card.json").read_bytes())["suite"] == "hidden"
    assert json.loads((reader.folder / "card.json").read_bytes())["score"] == str(FULL)
    assert 'name="lesson05_logistic_regression: ben"' in (reader.folder / "junit.xml").read_text()


@pytest.mark.slow
def test_classroom50_page_can_be_followed(reader: Reader) -> None:
    """Hundredths of the public suite's points, from the student's own checkout; then the class, with the hidden suite."""
    inside = f"exercises/lesson05_logistic_regression/{FILE}"
    reader.put(f"repositories/ana/{inside}", WRONG)
    (reader.folder / "class.csv").write_text("name,login\nAna Lee,ana\n")

    reader.follow("classroom50", {"it types": lambda: reader.put(f"template/{inside}", WRONG)})

    result = json.loads((reader.folder / "template" / "result.json").read_bytes())
    assert 0 < result["score"] < result["max-score"]
    assert result["owner"] == "ana"


@pytest.mark.slow  # each graded cell of the notebook is a grading; test_nbgrader.py does the same with a small lesson
def test_nbgrader_page_can_be_followed(reader: Reader) -> None:
    """nbgrader's own table has dlgrade's scores; the released notebook, handed in as it is, has none."""
    hub = reader.folder / "deep-learning"

    reader.follow("nbgrader", {"`submitted/` is filled": reader.collect})

    with (hub / "grades.csv").open() as table:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(table)}
    assert scores == {"ana": FULL, "ben": 0}
    page = (hub / "feedback" / "ben" / "lesson05" / "logistic_regression.html").read_text()
    assert "sigmoid leaves z as it was: Not written yet." in page
    assert "No response." not in page  # who needs no helper need not write one


def test_every_page_is_followed_by_a_test() -> None:
    """Each page with commands has its test here, and each block says what it is."""
    typed = {page.stem for page in PAGES.glob("*.md") if any(any(block.steps()) for block in blocks_of(page))}

    assert typed == {name[5:-21] for name in globals() if name.endswith("_page_can_be_followed")}
    assert all(block.kind for page in PAGES.glob("*.md") for block in blocks_of(page))


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ("sh\necho one &&\n  echo two\nfalse\n", "page.md, line 3:\n$ false\n(exit code 1)"),
        ("console\n$ echo one\ntwo\n", "line 3:\n$ echo one\none\n--- and the page shows:\ntwo"),
        ("console\n$ exit 3\n", "(exit code 3)"),
        ("console\n$ (exit 2)\n$ echo $?\n1\n", "$ echo $?\n2"),
    ],
)
def test_page_that_is_wrong_is_found_out(block: str, says: str, tmp_path: Path) -> None:
    """A command that fails, an output that is another one: with page, line and what came."""
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n   ```{block}   ```\n")
    shell = Shell(tmp_path, os.environ)

    with pytest.raises(AssertionError) as failure:
        follow(page, shell, tmp_path, {})
    shell.close()

    assert says in str(failure.value)


def test_variables_and_folders_stay_for_the_next_block(tmp_path: Path) -> None:
    """As in a terminal; a file that the page shows is written."""
    page = tmp_path / "page.md"
    page.write_text(
        "```toml a/x.toml\nk = 1\n```\n\n```sh\ncd a\nexport X='1\n2'\n```\n\n```console\n$ cat x.toml; echo \"$X\"\nk …\n2\n```\n"
    )
    (tmp_path / "a").mkdir()
    shell = Shell(tmp_path, os.environ)

    follow(page, shell, tmp_path, {})
    shell.close()

    assert (tmp_path / "a" / "x.toml").read_text() == "k = 1\n"
