"""The HTML scorecard: all that a student must read, in order, and nothing that a student wrote does anything."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from grader.classroom.corrections import Comment
from grader.classroom.grades import Grade
from grader.reports.html import scorecard_page
from grader.reports.source import source_texts
from grader.reports.terminal import scorecard_text
from grader.reports.visible import visible
from grader.scorecard import Comparison, Explanation, Misread, Shown, Where
from tests.reports.cards import HOSTILE, Page, card_of, hostile_card, result_of, task_of, texts, training_of

ELEMENTS = [name for name, _ in Page(scorecard_page(hostile_card("x"), sources={"add.py": "x"})).elements]


def test_failure_is_told_in_the_fixed_order() -> None:
    """Claim, call, expected, yours, message, diagnosis, where to read."""
    parts = ["adds", "add(2, 3)", "five", "minus one", "wrong value", "You subtracted.", "README"]
    names = ("claim", "call", "expected", "yours", "message", "hint", "read")

    said: dict[str, Any] = dict(zip(names, parts, strict=True))
    text = Page(scorecard_page(card_of(result_of(**said)))).text

    assert [text.count(part) for part in parts] == [1] * len(parts)
    assert sorted(parts, key=text.index) == parts


def test_failures_stand_before_what_passed_which_is_folded() -> None:
    """Who opens the page reads what went wrong without a click, the first task first; an earlier task that passed can wait."""
    failed, passed = result_of(1, claim="it adds"), result_of(2, "passed", claim="it is there")
    html = scorecard_page(card_of(tasks=[task_of(1, passed), task_of(2, failed), task_of(3, failed)]))
    folded = "".join(re.findall(r"<details>.*?</details>", html, re.DOTALL))

    assert html.index('id="task-2"') < html.index('id="task-3"') < html.index('id="rest-1"')
    assert "it is there" in folded
    assert "it adds" not in folded


def test_failure_says_what_it_cost() -> None:
    """Of a block of several each its own, so that what is shown adds up to what is missing."""
    told: dict[str, Any] = {"misconception": "sums", "hint": "You added up."}
    tests = [result_of(n, cost=Decimal(n), **told) for n in (1, 2)]
    text = Page(scorecard_page(card_of(*tests))).text

    assert "−3" not in text
    assert text.index("−1") < text.index("claim 2") < text.index("−2")


def test_one_cause_is_one_block_wherever_its_tests_stand() -> None:
    """Three tests that one misconception fails, with another failure between them: one sentence, one box of numbers."""
    told: dict[str, Any] = {"misconception": "sums", "hint": "You added up."}
    tests = [result_of(1, yours="7", **told), result_of(2, yours="8"), result_of(3, yours="9", **told)]
    page = Page(scorecard_page(card_of(*tests)))

    assert [each["id"] for each in page.all("article")] == ["test_1", "test_2"]
    assert page.text.count("You added up.") == 1
    assert "claim 3" in page.text


def test_expected_and_yours_stand_beside_each_other() -> None:
    """In one box, so that the eye compares them."""
    html = scorecard_page(card_of(result_of(call="add(2, 3)", expected="5", yours="-1")))

    box = html.split('class="compare"')[1].split("</article>")[0]
    assert re.findall(r"<pre[^>]*>\n(.*?)</pre>", box) == ["add(2, 3)", "5", "-1"]


def test_next_step_is_for_practice_alone() -> None:
    """A grade is final: nobody is told to ask for a hint. A check at home says what is next."""
    card = card_of(result_of())
    grade = Grade(student="ana", outcome="graded")

    assert "dlgrade hint" in scorecard_page(card)
    assert "dlgrade hint" not in scorecard_page(card, grade=grade)


def test_failure_and_its_line_lead_to_each_other() -> None:
    """From the failure to the function that it is about, and from the line back."""
    card = card_of(result_of(1, where=Where(file="add.py", line=2)))
    page = Page(scorecard_page(card, sources={"add.py": "import torch\ndef add(a, b):\n    return a - b\n"}))

    links = [each["href"] for each in page.all("a")]
    assert "#L2" in links
    assert "#test_1" in links
    marked = [each for each in page.all("span") if each.get("class") == "marked"]
    assert [each["id"] for each in marked] == ["L2"]


def test_line_of_another_file_is_found_there() -> None:
    """A failure in a module that was handed in beside the graded file."""
    card = card_of(result_of(1, where=Where(file="helpers.py", line=1)))
    page = Page(scorecard_page(card, sources={"add.py": "import helpers\n", "helpers.py": "def f(): pass\n"}))

    assert [each["id"] for each in page.all("span") if each.get("class") == "marked"] == ["F2L1"]
    assert "#F2L1" in [each["href"] for each in page.all("a")]


def test_comment_stands_below_its_line() -> None:
    """With what it costs and who made it."""
    comment = Comment("comments.csv, line 2", "add.py", 1, "Say <b>why</b>", Decimal("-0.5"), "Li")
    grade = Grade(student="ana", outcome="graded", comments=[comment])
    text = Page(scorecard_page(card_of(), sources={"add.py": "first\nsecond\n"}, grade=grade)).text

    assert text.index("first") < text.index("Say <b>why</b> (-0.5) · Li") < text.index("second")


def test_code_is_coloured_and_keeps_each_character() -> None:
    """Keywords, strings, numbers, names and comments; strange and broken code is shown as it is."""
    source = 'def f(x):  # add\n    return "a<b" + 1\n\n"""open'
    html = scorecard_page(card_of(), sources={"add.py": source})

    code = html.split('<pre class="source">')[1].split("</pre>")[0]
    for style, text in (("k", "def"), ("f", "f"), ("c", "# add"), ("s", "&#34;a&lt;b&#34;"), ("m", "1")):
        assert f'<span class="{style}">{text}</span>' in code
    assert Page(code).text.strip() == source


@given(texts)
def test_nothing_that_a_student_wrote_is_markup(text: str) -> None:
    """Whatever stands in the texts, the page has the very elements that it has for a plain letter."""
    html = scorecard_page(hostile_card(text or "x"), title=text, sources={text or "x": text or "x"})

    assert [name for name, _ in Page(html).elements if name != "span"] == [n for n in ELEMENTS if n != "span"]


@given(texts)
def test_every_character_survives_or_is_spelt_out(text: str) -> None:
    """The reader sees each visible character; what is left is UTF-8 that hides nothing."""
    html = scorecard_page(card_of(result_of(yours=f"[{text}]")))

    assert visible(f"[{text}]") in Page(html).text
    assert html.encode().decode() == html
    assert all(letter.isprintable() or letter in "\n\t" for letter in html if not letter.isspace())


def test_character_that_turns_the_direction_is_spelt_out() -> None:
    """A right-to-left override would show another name than the one that is there."""
    html = scorecard_page(card_of(student="ana\u202eyp.x"))

    assert "\u202e" not in html
    assert "ana\\u202eyp.x" in Page(html).text


def test_long_line_is_cut_and_says_so() -> None:
    """A line of 100 kB does not make the page unreadable."""
    html = scorecard_page(card_of(result_of(yours="9" * 100_000)), sources={"add.py": "8" * 100_000})

    assert len(html) < 60_000
    assert "… (+80,000)" in html
    assert "… (+98,000)" in Page(html).text


@pytest.mark.parametrize("text", HOSTILE)
def test_page_runs_and_fetches_nothing(text: str) -> None:
    """A policy that allows styles alone stands before the first text, and no address or handler is in the page."""
    page = Page(scorecard_page(hostile_card(text)))
    names = [name for name, _ in page.elements]
    policy = next(each["content"] for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy")

    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert names.index("meta") < names.index("title")
    assert not {"script", "link", "iframe", "object", "form", "img", "base"} & set(names)
    assert not [name for _, attributes in page.elements for name in attributes if name == "src" or name[:2] == "on"]
    assert all(str(each["href"]).startswith("#") for each in page.all("a"))


@pytest.mark.parametrize(("language", "tag", "word"), [("en", "en", "expected"), ("zh", "zh-Hans", "期望")])
def test_page_speaks_its_language(language: str, tag: str, word: str) -> None:
    """The lang attribute is what a screen reader chooses its voice by."""
    page = Page(scorecard_page(card_of(result_of(expected="5")), language=language))

    assert page.all("html") == [{"lang": tag}]
    assert word in page.texts


def test_reason_that_stops_a_whole_task_is_told_once() -> None:
    """Five tests that the same exception ends have one explanation; the others' claims stand below it."""
    page = Page(
        scorecard_page(card_of(*(result_of(n, "crashed", message="NameError: x") for n in range(5)), result_of(9)))
    )

    assert page.text.count("NameError: x") == 1
    assert all(f"claim {n}" in page.text for n in range(5))


def test_reason_of_an_earlier_task_is_named_by_its_number() -> None:
    """The second task says where the reason stands instead of repeating it."""
    stopped = result_of(1, "crashed", message="NameError: x")
    page = Page(scorecard_page(card_of(tasks=[task_of(1, stopped), task_of(2, stopped, result_of(2))])))

    assert page.text.count("NameError: x") == 1
    assert "The same reason as in task 1." in page.text


def test_file_that_cannot_be_imported_is_told_at_the_top() -> None:
    """One cause for every test stands before the first task."""
    tests = [result_of(n, "crashed", message="SyntaxError, line 3") for n in range(4)]
    text = Page(scorecard_page(card_of(tasks=[task_of(1, *tests), task_of(2, *tests)]))).text

    assert text.count("SyntaxError, line 3") == 1
    assert text.index("SyntaxError") < text.index("Task 1")


def test_grader_fault_shows_no_score() -> None:
    """A fault of ours is not shown as 0 points."""
    text = Page(scorecard_page(card_of(result_of(), outcome="grader_fault", message="suite broken"))).text

    assert "suite broken" in text
    assert "0 / 1 points" not in text


def test_headings_make_an_outline() -> None:
    """One first heading, and no level is left out: a screen reader moves by them."""
    levels = [int(name[1]) for name in ELEMENTS if re.fullmatch("h[1-6]", name)]

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_source_keeps_every_line() -> None:
    """The lines are those of the file, so that the numbers before them are right."""
    source = "import torch\n\n\tx = '<b>'\n"
    html = scorecard_page(card_of(), sources={"add.py": source})

    assert html.split('<pre class="source">')[1].count("<span id=") == 4
    assert source in Page(html).text


@pytest.mark.parametrize(
    ("data", "text"),
    [("é".encode(), "é"), ("你好".encode("gbk"), "你好"), (b"\xef\xbb\xbfx", "x"), (b"\xff\xff", "\\xff\\xff")],
)
def test_source_is_read_without_its_own_codec(data: bytes, text: str) -> None:
    """A file may name a codec that takes minutes; only two usual ones are tried."""
    assert source_texts({"add.py": data}) == {"add.py": text}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_python_counts_them(end: str) -> None:
    """A file of Windows has as many lines, with nothing at their ends; the line that the exception passed is marked, and no other."""
    card = card_of(result_of(1, "crashed", message="ValueError", lines=[2]))
    html = scorecard_page(card, sources={"add.py": end.join(["def f():", "    raise ValueError", "# end"])})
    lines = re.findall(r'<span id="L(\d)"( class="marked")?>(.*)\n', html)

    assert [(number, bool(marked), Page(text).text) for number, marked, text in lines] == [
        ("1", False, "def f():"), ("2", True, "    raise ValueError"), ("3", False, "# end"),
    ]  # fmt: skip


def test_wrong_matrix_is_shown_as_pictures_and_told_in_words() -> None:
    """Expected, yours and where they differ, each with a text for whoever cannot see it."""
    shown = Comparison(columns=2, expected="0f8f", yours="0n8+", wrong="0101")
    page = Page(scorecard_page(card_of(result_of(picture=shown))))

    told = "2 of 4 values are wrong, in the rows 0–1 and the columns 1 (counted from 0)."
    assert [each["alt"] for each in page.all("img")] == ["expected", "yours", f"wrong: {told}"]
    assert all(str(each["src"]).startswith("data:image/png;base64,") for each in page.all("img"))
    assert told in page.text


def test_work_that_a_test_shows_is_seen_and_named() -> None:
    """The picture stands open in its task, with the claim for whoever cannot see it."""
    page = Page(scorecard_page(card_of(result_of(1, "passed", shown=Shown(columns=2, shades="0f8f")))))

    (image,) = page.all("img")
    assert image["alt"] == result_of().claim
    assert f"What your code made: {result_of().claim}" in page.text


def test_misread_digits_are_shown_with_what_they_were_read_as() -> None:
    """Also one for which the network named no class."""
    digits = [Misread(label=3, answer=answer, columns=2, shades="0f0f") for answer in (8, -1)]
    page = Page(scorecard_page(card_of(training=[training_of(misread_shown=digits)])))

    assert len(page.all("img")) == 2
    assert "3, read as 8" in page.text
    assert "3, read as none" in page.text


def test_training_has_a_curve_and_its_numbers_in_words() -> None:
    """Whoever cannot see the line hears where it begins, ends, and how far it goes."""
    page = Page(scorecard_page(card_of(training=[training_of(history=[2.0, 1.0, 0.5, 0.75])])))

    assert page.all("polyline") == [{"points": "0.0,0.0 160.0,93.3 320.0,140.0 480.0,116.7"}]
    assert "4 numbers, from 2 to 0.75; the lowest is 0.5, the highest 2" in str(page.all("svg")[0]["aria-label"])
    assert "2, 1, 0.5, 0.75" in page.text


def test_reference_is_drawn_in_the_same_box() -> None:
    """Both on one scale, from their first number to their last; words say which is which."""
    both = training_of(history=[2.0, 1.0], reference_history=[4.0, 1.0, 0.0])
    page = Page(scorecard_page(card_of(training=[both])))

    assert page.all("polyline") == [
        {"class": "beside", "points": "0.0,0.0 240.0,105.0 480.0,140.0"},
        {"points": "0.0,70.0 480.0,105.0"},
    ]
    assert "The dashed line is what the reference returned." in page.text


@pytest.mark.parametrize("beside", [[], [1.0]])
def test_reference_of_too_few_numbers_is_not_drawn(beside: list[float]) -> None:
    page = Page(scorecard_page(card_of(training=[training_of(history=[2.0, 1.0], reference_history=beside)])))

    assert len(page.all("polyline")) == 1
    assert "dashed" not in page.text


@pytest.mark.parametrize("history", [[1.0, 1.0], [-1.7e308, 1.7e308], [0.1] * 10_000, list(map(float, range(9999)))])
def test_strange_histories_stay_in_the_box(history: list[float]) -> None:
    """A level, an immense and a long history are drawn inside of the figure."""
    page = Page(scorecard_page(card_of(training=[training_of(history=history)])))
    points = [tuple(map(float, pair.split(","))) for pair in str(page.all("polyline")[0]["points"]).split()]

    assert 2 <= len(points) <= 402
    assert all(0 <= x <= 480 and 0 <= y <= 140 for x, y in points)


def test_training_without_numbers_has_no_figure() -> None:
    page = Page(scorecard_page(card_of(training=[training_of(history=[1.0])])))

    assert page.all("svg") == []


def test_confusion_is_a_table_with_headers() -> None:
    """Each count stands in the row of its class and the column of what was answered; the last column is 'none'."""
    html = scorecard_page(card_of(training=[training_of(confusion=[[8, 2, 0], [0, 9, 1]])]))
    page = Page(html)

    assert [each["scope"] for each in page.all("th")] == ["col"] * 3 + ["row"] * 2
    assert re.findall(r'<th scope="col">(\w+)', html) == ["0", "1", "none"]
    assert re.findall(r'<td class="n( \w+)?">(\d+)', html) == [
        (" same", "8"), (" off", "2"), ("", "0"), ("", "0"), (" same", "9"), (" off", "1"),
    ]  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_have_contrast(scheme: int) -> None:
    """WCAG AA: 4.5 to 1 for each colour of text on each ground."""
    blocks = re.findall(r":root {(.*?)}", scorecard_page(card_of()), re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w{6})", blocks[scheme]))
    grounds = [luminance(colours.pop(name)) for name in ("page", "box", "tint", "mark")]
    colours.pop("line")  # borders carry no meaning
    colours.pop("track")  # nor does what a bar lies on: its length is said by the number beside it
    fills = [luminance(colours.pop(name)) for name in ("full", "part", "none")]

    assert all((max(fill, grounds[0]) + 0.05) / (min(fill, grounds[0]) + 0.05) >= 3 for fill in fills)
    for (name, colour), ground in itertools.product(colours.items(), grounds):
        dark, light = sorted((luminance(colour), ground))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, colour)


LOOKS = Explanation(kind="relation", name="wrong_from_start", sentence="Already the first step is wrong.")
NO_RETURN = Explanation(kind="relation", name="returns_none", sentence="`add` returned None.")


@pytest.mark.parametrize(("why", "again"), [(LOOKS, 0), (NO_RETURN, 1)], ids=["what it looks like", "one function"])
def test_what_answers_look_like_is_no_reason_that_two_tests_share(why: Explanation, again: int) -> None:
    """Two first steps may be wrong for two reasons, in one task or in another."""
    one, other = (result_of(n, hint=why.sentence, explanation=why) for n in (1, 2))
    card = card_of(tasks=[task_of(1, one), task_of(2, other)])
    said = "The same reason as in task 1."

    assert Page(scorecard_page(card)).text.count(said) == again
    assert scorecard_text(card).count(said) == again
    assert scorecard_text(card).count(why.sentence) == 2 - again
