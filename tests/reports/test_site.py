"""`dlgrade report`: the pages of what `dlgrade grade` left."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import sync_playwright

from grader.classroom.classes import Class, ClassMember
from grader.classroom.grade_book import save_class
from grader.classroom.pairs import Pair, Similar, save_similar
from grader.classroom.store import Settings, Store
from grader.cli import main
from grader.course.lessons import Course
from grader.intake.submission import read_submission
from tests.reports import browser  # noqa: F401  it says where Playwright's own is
from tests.reports.cards import Page, card_of, result_of

TORCHLESS = """
import sys
from grader.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
heavy = {"torch", "numpy", "scipy", "pandas", "sklearn", "matplotlib"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.fixture
def out(toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A graded class: ana passed, ben did not; zoe handed in nothing."""
    monkeypatch.setenv("DLGRADE_COURSE", str(toy_course.root))
    submissions, out = tmp_path / "class", tmp_path / "out"
    submissions.mkdir()
    with Store(out) as store:
        for student, result in (("ana", result_of(1, "passed")), ("ben", result_of(1, yours="7"))):
            path = submissions / f"{student}.py"
            path.write_text(f"# the file of {student}\n")
            sha256 = read_submission(path, toy_course.lesson("lesson01")).sha256
            store.cards.put(student, card_of(result, student=student, sha256=sha256))
        store.save(Settings("lesson01_add", str(submissions), 7))
        students = [ClassMember(student=name, file=name) for name in ("ana", "ben")]
        save_class(
            Class(lesson="lesson01_add", seed=7, form="one file per student", students=students, missing=["zoe"]),
            toy_course,
            out,
        )
    return out


def report(out: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["report", str(out), *options])


def text_of(path: Path) -> str:
    return Page(path.read_text(encoding="utf-8")).text


def test_class_has_an_index_and_a_page_a_student(out: Path) -> None:
    """Every link of the index leads to a file."""
    assert report(out).exit_code == 0

    links = [str(each["href"]) for each in Page((out / "index.html").read_text(encoding="utf-8")).all("a")]
    files = {link.split("#")[0] for link in links} - {""}
    assert sorted(files) == ["grades.csv", "students/ana.html", "students/ben.html"]
    assert all((out / file).is_file() for file in files)


def test_page_shows_what_the_student_handed_in(out: Path) -> None:
    """And nobody else's name or file."""
    report(out)
    text = text_of(out / "students" / "ben.html")

    assert "# the file of ben" in text
    assert "ana" not in text


def alike(out: Path, **changed: str) -> None:
    """As `dlgrade similar` leaves it for ana and ben."""
    shelf = Store(out).cards
    submissions = {name: card.submission.sha256 for name in ("ana", "ben") if (card := shelf.card(name))}
    pair = Pair("ana", "ben", 30, Decimal(90), Decimal(80), [1], [])
    save_similar(Similar([pair], submissions | changed), out)


def test_alike_submissions_stand_side_by_side(out: Path) -> None:
    """The index links to a page with both files, the shared lines marked."""
    alike(out)
    report(out)
    html = (out / "similar" / "1.html").read_text(encoding="utf-8")

    assert 'href="similar/1.html"' in (out / "index.html").read_text(encoding="utf-8")
    assert 'class="shared"><span class="c"># the file of ana</span>' in html
    assert '"><span class="c"># the file of ben</span>' in html


def test_pair_that_changed_since_has_no_page(out: Path) -> None:
    """Marks on the wrong lines would accuse somebody: the pair is named, and its page goes."""
    alike(out)
    report(out)
    alike(out, ben="0" * 64)
    report(out)

    assert list((out / "similar").iterdir()) == []
    assert "ana 1 / 1 (90 %), ben 0 / 1 (80 %): the files are no longer at hand" in text_of(out / "index.html")


def test_class_that_nobody_compared_has_no_list_of_pairs(out: Path) -> None:
    """That no pair was found is said only where somebody looked."""
    report(out)
    before = text_of(out / "index.html")
    save_similar(Similar(), out)
    report(out)

    assert "Alike submissions" not in before
    assert "Alike submissions" in text_of(out / "index.html")


def test_file_that_was_changed_since_is_not_shown(out: Path) -> None:
    """The page shows what was graded, or nothing."""
    (out.parent / "class" / "ben.py").write_text("# another file\n")

    assert report(out).exit_code == 0
    assert "another file" not in text_of(out / "students" / "ben.html")


def test_submissions_that_are_gone_cost_the_source_alone(out: Path) -> None:
    """The pages are made, and the command says what they lack."""
    settings = Store(out).settings
    assert settings is not None
    Store(out).save(msgspec.structs.replace(settings, submissions="/nowhere"))

    result = report(out)

    assert (result.exit_code, "/nowhere does not exist" in result.stderr) == (0, True)
    assert "claim 1" in text_of(out / "students" / "ben.html")


def test_adjustment_made_since_is_in_grades_and_index(out: Path) -> None:
    """Points that a person gave count at once, and the scorecard stays as it was."""
    (out / "adjustments.csv").write_text("student,lesson,task,points,days,reason\nben,lesson01,,0.5,,effort\n")
    before = (out / "scorecards" / "ben.json").read_bytes()

    report(out)

    grades = csv.DictReader(io.StringIO((out / "grades.csv").read_text(encoding="utf-8-sig")))
    assert {row["student"]: row["score"] for row in grades} == {"ana": "1", "ben": "0.5", "zoe": ""}
    assert "<td>0.5<" in (out / "index.html").read_text(encoding="utf-8")
    assert (out / "scorecards" / "ben.json").read_bytes() == before


def test_page_of_a_student_who_is_gone_goes_too(out: Path) -> None:
    """A withdrawn submission leaves no page with an old score."""
    report(out)
    (out / "students" / "old.html").write_text("")

    report(out)

    assert sorted(path.name for path in (out / "students").iterdir()) == ["ana.html", "ben.html"]


def test_damaged_scorecard_is_not_taken_for_a_zero(out: Path) -> None:
    """The row says that it is not graded."""
    (out / "scorecards" / "ben.json").write_text("{")

    assert report(out).exit_code == 0
    assert "not graded" in text_of(out / "index.html")


def test_pages_are_in_the_language_asked_for(out: Path) -> None:
    """By default in that of the scorecards, whatever the machine's locale is."""
    report(out)
    english = text_of(out / "index.html")
    report(out, "--lang", "zh")

    assert "Students" in english
    assert "学生" in text_of(out / "index.html")
    assert "实际" in text_of(out / "students" / "ben.html")


def test_json_names_the_files(out: Path) -> None:
    """For a script: where the index is and how many pages there are."""
    document = json.loads(report(out, "--json").stdout)

    assert (document["index"], document["pages"]) == (str(out / "index.html"), 2)


def test_folder_without_a_class_is_told_and_left_alone(out: Path, tmp_path: Path) -> None:
    """Exit 2, what to type, and nothing is made in a folder of somebody else's."""
    (tmp_path / "other").mkdir()
    result = report(tmp_path / "other")

    assert (result.exit_code, list((tmp_path / "other").iterdir())) == (2, [])
    assert "dlgrade grade LESSON SUBMISSIONS" in result.stderr


def test_class_that_is_being_graded_is_not_reported(out: Path) -> None:
    """Half of a class would look like the whole."""
    with Store(out):
        result = report(out)

    assert result.exit_code == 2
    assert "is in use" in result.stderr


def test_report_of_a_class_that_nobody_can_write_goes_elsewhere(out: Path, tmp_path: Path) -> None:
    """An archived class: all pages and grades.csv stand in the other folder, and in its own nothing changes."""
    alike(out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    result = report(out, "--out", str(tmp_path / "new" / "pages"))

    pages = tmp_path / "new" / "pages"
    assert result.exit_code == 0
    assert {path.relative_to(pages).as_posix() for path in pages.rglob("*") if path.is_file()} == {
        "index.html", "grades.csv", "students/ana.html", "students/ben.html", "similar/1.html",
    }  # fmt: skip
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert report(out, "--out", str(pages)).exit_code == 0


def test_report_is_not_written_over_something_else(out: Path, tmp_path: Path) -> None:
    """Pages of students are removed when they are gone: not in a folder that holds other things."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.tex").write_text("")

    result = report(out, "--out", str(tmp_path / "home"))

    assert result.exit_code == 2
    assert "thesis.tex" in result.stderr
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["thesis.tex"]


def test_class_that_is_being_graded_is_not_reported_elsewhere_either(out: Path, tmp_path: Path) -> None:
    report(out)
    with Store(out):
        result = report(out, "--out", str(tmp_path / "pages"))

    assert result.exit_code == 2
    assert "is in use" in result.stderr


def test_report_opens_the_page(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)

    report(out, "--open")

    assert opened == [str(out / "index.html")]


def test_report_prints_each_page(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the browser that the machine has; a print of before goes, for its grade may be another by now."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "chromium").symlink_to(shutil.which("chromium") or own)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)

    assert report(out, "--pdf").exit_code == 0
    printed = sorted((out / "students").glob("*.pdf"))
    assert [path.name for path in printed] == ["ana.pdf", "ben.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in printed)
    report(out)
    assert not list((out / "students").glob("*.pdf"))


def test_report_without_a_browser_prints_nothing_and_says_what_to_install(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    result = report(out, "--pdf")

    assert result.exit_code == 2
    assert "Install chromium" in result.stderr


@pytest.mark.parametrize("command", ["--help", "list", "report"])
def test_light_commands_start_without_torch(out: Path, command: str) -> None:
    """They answer at once: nothing heavy is imported."""
    arguments = [command, str(out)] if command == "report" else [command]
    done = subprocess.run([sys.executable, "-c", TORCHLESS, *arguments], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
