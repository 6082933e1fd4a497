"""The trusted side: runs a hidden suite against a worker. A suite imports `check` from here.

Four wings: `remote` is the student's code as a test sees it, `checks` what a test asserts, `training` networks under the
judge's clock, `explain` why a test failed. It imports the course and the wire; no engine, class or report. Nothing heavy
is imported with the package itself: the coordinator reads `messages` and `process` and never needs PyTorch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.judge.checks import check

__all__ = ["check"]


def __getattr__(name: str) -> Any:
    if name == "check":
        from grader.judge.checks import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
