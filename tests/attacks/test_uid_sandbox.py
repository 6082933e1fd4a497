"""The attacks fare no better before the `uid` sandbox, which is for root in a container without namespaces.

Where it works as it is, test_attacks.py tries every attack before it. Where Python lies in a folder that only root may enter it does not, and
is tried here from a place that others may enter: the sandbox's own tests in each run, the attacks with -m slow.
"""

from __future__ import annotations

import os

import pytest

from .bench import working_backends
from .others import run_as
from .test_ordinary_user import held

WORKS_HERE = "uid" in {backend.name for backend in working_backends()}
as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")


if not WORKS_HERE:

    @as_root
    @pytest.mark.slow
    @pytest.mark.timeout(3000)
    def test_attacks_are_held_by_another_uid() -> None:
        """Nothing gained beyond what the attacks admit, and a correct submission after each has full marks."""
        held("root", "uid")


@as_root
@pytest.mark.timeout(600)
def test_every_limit_is_held_by_another_uid() -> None:
    """The tests of limits and of the sandbox itself pass with this backend too."""
    said = run_as("root", "pytest", "-p", "no:xdist", "tests/sandbox", "-k", "uid")

    assert " passed" in said or "[100%]" in said
