"""All that a running server holds: its folder, its database, its keys, who grades and who sends."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course.lessons import Course
from grader.serve.database import Database
from grader.serve.launch import PlatformKeys
from grader.serve.limits import RateLimits
from grader.serve.outbound import Outbound
from grader.serve.platforms import frame_ancestors
from grader.serve.settings import DataFolder
from grader.serve.signed import Signer
from grader.serve.tool_keys import ToolKeys

if TYPE_CHECKING:
    from grader.serve.grading import GradingQueue
    from grader.serve.sending import Sender

__all__ = ["Tool"]

FRAMES_SECONDS = 10  # a platform that another process registered may frame us so much later


class Tool:
    """Opens what lies in the folder. Raises UsageError for what is not as it must be. grader, sender: set by who serves it."""

    grader: GradingQueue
    sender: Sender

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.settings = folder.settings
        self.course = Course(Path(self.settings.course).resolve())
        self.database = Database(folder.database)
        self.keys = ToolKeys(folder.keys)
        self.signer = Signer(folder.key_for("forms"))
        self.outbound = Outbound(self.settings.inside)
        self.platform_keys = PlatformKeys(self.outbound)
        self.limits = RateLimits()
        self._frames: tuple[float, str] = (0.0, "")

    @property
    def cookie(self) -> str:
        """Its name; browsers let nobody else set one that begins with __Host-."""
        return "__Host-dlgrade" if self.settings.secure else "dlgrade"

    @property
    def frames(self) -> str:
        """Who may show a page in a frame: the registered platforms."""
        asked, found = self._frames
        if not asked or time.monotonic() - asked > FRAMES_SECONDS:
            found = frame_ancestors(self.database)
            self._frames = (time.monotonic(), found)
        return found

    def forget_frames(self) -> None:
        self._frames = (0.0, "")

    def __enter__(self) -> Tool:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()
