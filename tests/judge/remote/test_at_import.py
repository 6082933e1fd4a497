"""What is said of an import: a worker may lie in each part of it, and a sentence is said only where it is true."""

from __future__ import annotations

from typing import Any

import pytest

from grader.judge.failures import in_main_block
from grader.judge.remote.at_import import at_import, error_text, missing_module, notes_of, stops_of
from grader.sentences import render
from grader.wire.messages import Raised

STOP = ["cell 2", 3, "NameError", "name 'x' is not defined", ["torch", "nn"]]


def test_stop_is_told_with_the_names_that_are_missing() -> None:
    (note,) = notes_of(at_import({"stops": [STOP]}), ())
    assert render(note, "en") == (
        "Cell 2 stopped at line 3: NameError: name 'x' is not defined; missing because of that: `torch`, `nn`."
    )


def test_stop_explains_the_names_that_it_took_and_no_others() -> None:
    found = at_import({"stops": [STOP, ["cell 3", 1, "OSError", "", ["w"]]]})
    assert [render(each, "en")[:6] for each in stops_of(found, "nn")] == ["Cell 2"]
    assert stops_of(found, "x") == []


HOSTILE: list[Any] = [
    None,
    {"stops": 3},
    {"stops": [[]]},
    {"stops": [["cell 2", 3, "E", "x"]]},
    {"stops": [["cell 2", "3", "E", "x", []]]},
    {"stops": [["cell 2", True, "E", "x", []]]},
]


@pytest.mark.parametrize("value", HOSTILE)
def test_what_is_no_stop_is_none(value: Any) -> None:
    assert at_import(value).stops == ()


@pytest.mark.parametrize("names", [None, "torch", {"a": 1}, [1, None, ["x"], {}]])
def test_names_that_are_none_are_left_out(names: Any) -> None:
    assert at_import({"stops": [["", 1, "E", "x", names]]}).stops[0].names == ()


def test_flood_of_stops_and_names_is_bounded() -> None:
    notes = notes_of(
        at_import({"stops": [["cell 1", 1 << 70, "E" * 9999, "\x1b" * 9999, ["n" * 9999] * 9999]] * 9999}), ()
    )
    assert len(notes) == 6
    assert max(len(render(note, "en")) for note in notes) < 2000
    assert all(render(note, "en").isprintable() for note in notes)


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("ImportTooLong", "12", "it was still running after 12 seconds"),
        ("ImportTooLong", "12 {x}", "ImportTooLong: 12 {x}"),
        ("SystemExit", "None", "it ends the program, as `exit()` does"),
        ("SystemExit", "False", "it ends the program, as `exit()` does"),
        ("SystemExit", "no data", "SystemExit: no data"),
        ("ValueError", "", "ValueError"),
    ],
)
def test_exceptions_that_no_student_wrote_are_said_in_words(kind: str, said: str, words: str) -> None:
    assert render(error_text(kind, said), "en") == words


@pytest.mark.parametrize(
    ("message", "module"),
    [
        ("No module named 'torch._six'", "torch._six"),
        ("No module named 'd2l'", "d2l"),
        ("No module named 'a b'", ""),
        ("No module named '" + "a." * 5000 + "'", ""),
        ("something else", ""),
    ],
)
def test_module_that_an_import_did_not_find(message: str, module: str) -> None:
    assert missing_module(Raised(1, "ModuleNotFoundError", [], message, [])) == module


MAIN = "import torch\n\nif __name__ == '__main__':  # here\n    def f(x):\n        return g(x)\n\n    k = 2\n    g(1)\n    print(h == 2)\n\n"


@pytest.mark.parametrize(("name", "line"), [("f", 4), ("k", 7)])
def test_name_that_is_given_in_the_main_block_is_told(name: str, line: int) -> None:
    (said,) = in_main_block(MAIN.encode(), name)
    assert render(said, "en").startswith(f"`{name}` is defined at line {line}, under `if __name__")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (MAIN, "g"),
        (MAIN, "h"),
        (MAIN + "x = 1\ndef later():\n    z = 1\n", "z"),
        ("def f():\n    k = 1\n", "k"),
        ("if __name__ == '__main__':\n" + " " * 400_000, "k"),
        ("if __name__ == '__main__':", "k"),
    ],
)
def test_name_that_the_main_block_does_not_give_is_not(source: str, name: str) -> None:
    assert in_main_block(source.encode(), name) == []
