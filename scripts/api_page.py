"""Makes docs/api.md from the docstrings of grader/api.py: `python scripts/api_page.py` writes it."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from pathlib import Path

from grader import api

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"
FOOT = """## For CI

`dlgrade check LESSON FILE --json` and its exit code are enough for most jobs; `dlgrade docs lms/ci` has jobs to copy. The same from Python, failing below full marks:

```python
import sys

from grader import Course, grade

sys.exit(grade(Course(".").lesson("hw1"), "submission/hw1.py").exit_code)
```

## In a notebook of your own

```python
from grader import Course, Grader

lesson = Course("my-course").lesson("hw1")
with Grader() as grader:
    cards = {path.stem: grader.grade(lesson, path) for path in sorted(Path("submissions").iterdir())}
{name: card.score for name, card in cards.items()}
```
"""


def page() -> str:
    """The page's text."""
    parts = ["# dlgrade from Python", inspect.getdoc(api), *map(_entry, api.__all__), FOOT]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _entry(name: str) -> str:
    thing = getattr(api, name)
    parts = [f"## {name}"]
    if inspect.isclass(thing):
        parts.append(inspect.getdoc(thing) or "")
        if fields := getattr(thing, "__annotations__", {}) if hasattr(thing, "__struct_fields__") else {}:
            parts.append(
                "\n".join(["```python", *(f"{key}: {kind}".replace("'", '"') for key, kind in fields.items()), "```"])
            )
        methods = (
            {}
            if thing is api.Lesson
            else {key: each for key, each in vars(thing).items() if inspect.isfunction(each) and each.__doc__}
        )
        for key, method in methods.items():
            if key == "__init__" or not key.startswith("_"):
                parts += [_header(method), inspect.getdoc(method) or ""]
    else:
        parts += [_header(thing), inspect.getdoc(thing) or ""]
    return "\n\n".join(filter(None, parts))


def _header(function: Callable[..., object]) -> str:
    """The lines above the docstring, as they are written."""
    source = textwrap.dedent(inspect.getsource(function))
    (node,) = ast.parse(source).body
    assert isinstance(node, ast.FunctionDef)
    return "\n".join(["```python", *source.splitlines()[: node.body[0].lineno - 1], "```"])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
