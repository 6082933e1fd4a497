"""The pages in a browser: everybody can read and use them, and nothing that a student wrote does anything there."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from grader.classroom.classes import Class, ClassMember
from grader.classroom.grades import Grade
from grader.classroom.pairs import Pair
from grader.classroom.run import RoundProgress
from grader.reports.class_page import class_page
from grader.reports.html import scorecard_page
from grader.reports.live import Live
from grader.reports.pair_page import pair_page
from grader.scorecard import Comparison, Misread, Scorecard, Where
from tests.reports.browser import DESKTOP, OF_THE_LOOK, PHONE, TABLET, TAGS, Sight, chromium
from tests.reports.cards import HOSTILE, card_of, hostile_card, result_of, task_of, training_of

STUDENTS = 1000
HOSTILE_TEXT = "".join(HOSTILE) + "\x1b[31mred\x1b[0m" + "<script>document.title = 'taken'</script>"
LONG = "9" * 100_000
LANGUAGES = ("en", "zh")
A4 = (673, 987)  # pixels inside of the margins
SEEN = """each => { const box = each.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight && box.height > 0; }"""


def class_of(count: int) -> dict[str, Scorecard]:
    """Students of many kinds, ten of them hostile by name and by answer."""
    cards = {}
    for number in range(count - len(HOSTILE)):
        kind = number % 4
        wrong: dict[str, Any] = {"yours": str(number % 7), "expected": "3", "call": f"add({number}, 2)"}
        wrong |= {"misconception": "subtracts", "hint": "You subtracted."} if kind == 1 else {}
        tests = [result_of(1, "passed"), result_of(2, "passed") if kind == 0 else result_of(2, **wrong)]
        tasks = [
            task_of(1, *tests),
            task_of(2, result_of(3, "passed" if kind % 2 else "crashed", message="NameError: x")),
        ]
        cards[f"student{number:04}@university.example"] = card_of(tasks=tasks)
    return cards | {f"{text}{number}": hostile_card(text) for number, text in enumerate(HOSTILE)}


def index_of(cards: dict[str, Scorecard], language: str) -> str:
    monday = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
    hours = datetime.timedelta(hours=1)
    students = [
        ClassMember(student=name, file=f"s{number}", handed_in=monday + number % 50 * hours)
        for number, name in enumerate(cards)
    ]
    graded = Class(
        lesson="lesson01_add", seed=7, form="one file per student", students=students, missing=[HOSTILE_TEXT]
    )
    grades = [
        Grade(student=name, file=name, outcome=card.outcome, tasks={1: card.tasks[0].score}, score=card.score)
        for name, card in cards.items()
    ]
    grades.append(Grade(student=HOSTILE_TEXT, outcome="not handed in", days_late=Decimal(1)))
    return class_page(graded, grades, cards, language=language, title="Lesson")


def scorecard_of(language: str) -> str:
    """A scorecard of every part that there is, with hostile texts and lines without end."""
    card = hostile_card(HOSTILE_TEXT)
    digits = [Misread(label=3, answer=8, columns=28, shades="0369cf" * 130 + "0000")] * 8
    numbers = {
        "history": [2.0, 1.0, 0.5],
        "confusion": [[8, 2, 0], [1, 9, 0]],
        "misread": [1, 2],
        "misread_shown": digits,
    }
    training = training_of(name=LONG, **numbers)
    matrix = Comparison(columns=6, expected="012345" * 4, yours="01+n4-" * 4, wrong="001101" * 4)
    wrong = result_of(7, yours=LONG, expected=LONG, call=LONG, picture=matrix)
    tests = [*card.tests, wrong, result_of(8, "crashed", message=LONG, lines=[1, 2])]
    tasks = [task_of(1, *tests, title=HOSTILE_TEXT), task_of(2, result_of(9, "passed"))]
    card = card_of(tasks=tasks, training=[training], student=HOSTILE_TEXT, notes=[LONG])
    return scorecard_page(
        card, language=language, title="Lesson", sources={"add.py": f"def f():\n    {HOSTILE_TEXT}\n# {LONG}\n"}
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each page as a file: a class of a thousand, a small one, and a scorecard, in each language."""
    folder = tmp_path_factory.mktemp("pages")
    texts = {f"class-{language}": index_of(class_of(STUDENTS), language) for language in LANGUAGES}
    texts |= {f"small-{language}": index_of(class_of(20), language) for language in LANGUAGES}
    texts |= {f"scorecard-{language}": scorecard_of(language) for language in LANGUAGES}
    source = f"def f():\n    {HOSTILE_TEXT}\n# {LONG}\n"
    texts["pair-en"] = pair_page(
        Pair(HOSTILE_TEXT, LONG, 9, Decimal(90), Decimal(80), [1, 2], [3]), source, source, title="Lesson"
    )
    with Live(folder, "Lesson", "en") as live:
        live(RoundProgress(0, 2))
        live(RoundProgress(0, 2, grading=[HOSTILE_TEXT, LONG]))
        live(RoundProgress(1, 2, hostile_card(HOSTILE_TEXT), HOSTILE_TEXT, where=LONG))
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in [*texts, "live"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def index(browser: Browser, pages: dict[str, Path]) -> Iterator[Sight]:
    """The class of a thousand, opened once, on a phone."""
    with closing(Sight(browser, pages["class-en"], size=PHONE)) as sight:
        yield sight


@pytest.mark.parametrize("name", ["small-en", "small-zh", "scorecard-en", "scorecard-zh", "pair-en", "live"])
def test_everybody_can_read_the_page(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """On a phone, a tablet and a large screen, light and dark: axe finds nothing serious, and no line leaves the window."""
    with closing(Sight(browser, pages[name])) as sight:
        rules = TAGS
        for look in itertools.product(("light", "dark"), (PHONE, TABLET, DESKTOP)):
            sight.look(*look)
            assert sight.faults(rules) == [], look
            assert sight.overflow() <= 0, look
            rules = OF_THE_LOOK


@pytest.mark.parametrize("name", ["class-en", "class-zh", "scorecard-en", "scorecard-zh", "pair-en"])
def test_texts_of_students_do_nothing(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """Nothing is asked for but the file itself; no dialog, no word on the console, no element and no title of a student's."""
    with closing(Sight(browser, pages[name])) as sight:
        sight.page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")

        assert sight.said == []
        assert [url for url in sight.asked if not url.startswith("data:image/png")] == [pages[name].as_uri()]
        assert sight.page.title().startswith("Lesson")
        assert sight.page.locator("iframe, object, embed, form, [onerror], [onload]").count() == 0
        assert sight.page.locator("img:not([src^='data:image/png'])").count() == 0
        assert sight.page.locator("script").count() == 2 * name.startswith("class")


def test_everybody_can_read_a_class_of_a_thousand(index: Sight) -> None:
    """The same as of a small class."""
    assert index.faults() == []
    assert index.overflow() <= 0


def test_table_sorts_by_number_and_by_name(index: Sight) -> None:
    """A click puts the lowest first, a second click the highest; who has no score stands below the lowest."""
    score = index.page.get_by_role("button", name="score")
    score.click()
    up = index.column(1)
    score.click()

    assert up[0] == ""
    assert up[1:] == sorted(up[1:], key=float)
    assert index.column(1) == up[::-1]
    assert index.page.get_by_role("columnheader", name="score").get_attribute("aria-sort") == "descending"


def test_filter_shows_the_rows_that_hold_the_words(index: Sight) -> None:
    """Upper and lower case are the same; the count is told; emptied, it shows all."""
    field = index.page.get_by_role("searchbox")
    field.fill("STUDENT001")
    found = sorted(index.column(0))
    told = index.page.locator("#shown").text_content()
    field.fill("")

    assert found == [f"student001{digit}@university.example" for digit in range(10)]
    assert told == f"10 / {STUDENTS + 1}"
    assert len(index.column(0)) == STUDENTS + 1


def test_table_can_be_filtered_by_a_misconception_and_the_address_remembers_it(
    browser: Browser, pages: dict[str, Path]
) -> None:
    """Those who were told so, and no others; the address, opened again, shows the same rows in the same order."""
    with closing(Sight(browser, pages["class-en"])) as sight:
        sight.page.get_by_role("combobox").select_option(label="You subtracted.")
        sight.page.get_by_role("button", name="student").click()
        sight.page.get_by_role("button", name="student").click()
        found, address = sight.column(0), sight.page.url
        sight.page.goto("about:blank")
        sight.page.goto(address)

        wanted = [f"student{number:04}@university.example" for number in range(1, STUDENTS - len(HOSTILE), 4)]
        assert found == wanted[::-1]
        assert sight.column(0) == found


def test_why_a_student_lost_points_is_two_clicks_away(browser: Browser, tmp_path: Path) -> None:
    """From the top of a class of a thousand: the task, the student, and the failure stands in the window."""
    cards = class_of(STUDENTS)
    (tmp_path / "index.html").write_text(index_of(cards, "en"), encoding="utf-8")
    (tmp_path / "students").mkdir()
    name = "student0001@university.example"
    (tmp_path / "students" / "s1.html").write_text(scorecard_page(cards[name]), encoding="utf-8")
    with closing(Sight(browser, tmp_path / "index.html")) as sight:
        sight.page.locator("ul.tasks a").first.click()
        link = sight.page.get_by_role("link", name=name)
        assert link.evaluate(SEEN)
        link.click()

        assert sight.page.url.endswith("students/s1.html")
        assert sight.page.get_by_text("You subtracted.").evaluate(SEEN)


def test_table_is_copied_as_a_table(browser: Browser, pages: dict[str, Path]) -> None:
    """What is shown, a column behind a tab; a name that is a formula becomes a text."""
    with closing(Sight(browser, pages["small-en"])) as sight:
        sight.context.grant_permissions(["clipboard-read", "clipboard-write"])
        sight.page.get_by_role("searchbox").fill("calc")
        sight.page.get_by_role("button", name="Copy the table").click()
        sight.page.get_by_text("✓ 1").wait_for()
        head, row = sight.page.evaluate("navigator.clipboard.readText()").split("\n")

        assert head.split("\t")[:3] == ["student", "score", "1"]
        assert row.split("\t")[0] == "'=cmd|' /C calc'!A07"


def test_names_stay_in_sight(index: Sight) -> None:
    """Scrolled to the far end of the table, the head and the first column are where they were."""
    window, head = index.page.locator(".window"), index.page.locator("#students thead th").first
    window.evaluate("each => each.scrollTo(200, 3000)")
    box, place = window.bounding_box(), head.bounding_box()
    window.evaluate("each => each.scrollTo(0, 0)")

    assert box is not None
    assert place is not None
    assert (round(place["x"] - box["x"]), round(place["y"] - box["y"])) == (1, 1)


def test_keyboard_alone_sorts_filters_and_goes_from_name_to_name(browser: Browser, pages: dict[str, Path]) -> None:
    """Tab reaches the filter, the heads and the first name; Enter sorts; arrows go on; the focus can be seen."""
    with closing(Sight(browser, pages["small-en"])) as sight:
        keys, focus = sight.page.keyboard, sight.page.locator(":focus")
        sight.page.keyboard.press("Tab")
        assert focus.text_content() == "Students"
        assert focus.is_visible()
        sight.tab_to("#filter")
        keys.type("university")
        sight.tab_to("#students th button")
        keys.press("Enter")
        keys.press("Enter")

        names = [f"student{n:04}@university.example" for n in range(9, -1, -1)]
        assert sight.column(0) == names
        assert focus.text_content() == "student"
        assert focus.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
        sight.tab_to("#students tbody a")
        keys.press("ArrowDown")
        keys.press("ArrowDown")
        keys.press("ArrowUp")
        assert focus.text_content() == names[1]


def test_hostile_names_are_shown(index: Sight) -> None:
    """They stand in the table as text; what would turn the line around is spelt out."""
    shown = index.page.locator("#students tbody").text_content() or ""

    assert "<script>alert(1)</script>0" in shown
    assert "\\u202egnp.exe2" in shown
    assert "\u202e" not in shown


def test_failures_are_on_the_first_page_of_a_print(browser: Browser, tmp_path: Path) -> None:
    """On A4 paper: the grade, its sum and the failure, whatever passed before it; the code begins below."""
    passed = [task_of(number, *(result_of(10 * number + n, "passed") for n in range(9))) for number in range(1, 6)]
    failed = result_of(1, call="add(2, 3)", expected="5", yours="-1", hint="You subtracted.")
    card = card_of(tasks=[*passed, task_of(6, failed)])
    path = tmp_path / "page.html"
    path.write_text(scorecard_page(card, sources={"add.py": "x = 1\n" * 99}), encoding="utf-8")
    with closing(Sight(browser, path, size=A4)) as sight:
        sight.page.emulate_media(media="print")
        pdf = sight.page.pdf(format="A4", prefer_css_page_size=True)

        assert sight.page.get_by_text("You subtracted.").evaluate(SEEN)
        assert sight.page.locator("pre.source").evaluate("each => each.getBoundingClientRect().top") > 0
        assert pdf.startswith(b"%PDF-")


def test_link_from_a_failure_shows_the_line_and_back(browser: Browser, tmp_path: Path) -> None:
    """A click each way, without a script."""
    card = card_of(result_of(1, where=Where(file="add.py", line=200)))
    path = tmp_path / "page.html"
    path.write_text(scorecard_page(card, sources={"add.py": "x = 1\n" * 300}), encoding="utf-8")
    with closing(Sight(browser, path, scripts=False)) as sight:
        sight.page.get_by_role("link", name="line 200 of add.py").click()
        assert sight.page.locator("#L200").evaluate(SEEN)
        sight.page.get_by_role("link", name="claim 1").click()
        assert sight.page.locator("#test_1").evaluate(SEEN)


def test_page_of_a_class_needs_no_script(browser: Browser, pages: dict[str, Path]) -> None:
    """Without scripts every row can be read, and no field is there that would do nothing."""
    with closing(Sight(browser, pages["small-en"], scripts=False)) as sight:
        assert sight.page.locator("#students tbody tr").count() == 21
        assert sight.page.locator("#students tbody a").first.is_visible()
        assert not sight.page.locator("#filter").is_visible()
