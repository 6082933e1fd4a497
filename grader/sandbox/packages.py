"""Where installed packages lie: what a worker must be able to read, wherever an environment keeps it, and what it must be told."""

from __future__ import annotations

import os
import site
import sys
from functools import cache
from pathlib import Path

__all__ = ["SYSTEM", "import_path", "python_folders"]

SYSTEM = [Path(name) for name in ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")]
SITES = ("site-packages", "dist-packages")


def python_folders() -> list[Path]:
    """Where the running Python and its packages lie, outside the system's folders.

    Besides the environment's own folder: what `.pth` files, PYTHONPATH and `pip install --user` add, and where links of an installer
    lead. Of all that only folders into which packages were installed: others may hold anything, such as a course.
    """
    folders = {Path(prefix) for prefix in (sys.base_prefix, sys.base_exec_prefix, sys.prefix)}
    folders |= {Path(os.path.realpath(prefix)) for prefix in folders}
    folders |= {Path(os.path.realpath(sys.executable)).parent.parent}
    sites = _installed_into()
    folders |= {own for folder in sites for own in (folder, Path(os.path.realpath(folder)))}
    outside = _outermost(folders)
    return _outermost({*outside, *(target for folder in sites for target in _linked(folder, outside))})


def import_path() -> list[str]:
    """Folders of packages that Python does not find by itself in a worker, which has another home and no PYTHONPATH but ours."""
    named = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    user = [site.getusersitepackages()] if site.ENABLE_USER_SITE else []
    return [
        str(folder)
        for folder in _installed_into()
        if str(folder) in (*map(os.path.abspath, filter(None, named)), *user)
    ]


@cache
def _installed_into() -> list[Path]:
    """The folders of the import path that an installer has filled."""
    folders = [Path(name) for name in dict.fromkeys(map(os.path.abspath, filter(None, sys.path)))]
    return [
        folder for folder in folders if folder.is_dir() and (folder.name in SITES or any(folder.glob("*.dist-info")))
    ]


def _linked(folder: Path, known: list[Path]) -> set[Path]:
    """Where the packages lie that an installer has linked into this folder: a cache has a folder for each."""
    targets = set()
    for facts in folder.glob("*.dist-info/METADATA"):
        real = Path(os.path.realpath(facts))
        if real.parent.name == facts.parent.name and not any(map(real.is_relative_to, (*SYSTEM, *known))):
            targets.add(real.parents[1])
    return targets


def _outermost(folders: set[Path]) -> list[Path]:
    """Those of the folders that lie in no other one, nor in the system's."""
    outside = {folder for folder in folders if not any(map(folder.is_relative_to, SYSTEM))}
    return sorted(folder for folder in outside if not any(folder != o and folder.is_relative_to(o) for o in outside))
