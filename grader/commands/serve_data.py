"""What the commands of `dlgrade serve` have in common: the folder that they work on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from grader.serve.tool import Tool

__all__ = ["data_option", "opened"]

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    envvar="DLGRADE_SERVE_DATA",
    help="The folder that holds all of it.",
)


def opened(data: Path) -> Tool:
    """The folder, opened. Raises UsageError where it is none."""
    from grader.serve.settings import DataFolder
    from grader.serve.tool import Tool

    return Tool(DataFolder(data))
