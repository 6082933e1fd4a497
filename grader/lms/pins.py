"""The packages that grading needs, at the versions that are installed here, so that another machine grades alike."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from grader.errors import UsageError
from grader.sentences import text

__all__ = ["pins"]

# What PyTorch brings for GPUs: gigabytes that a container without one never loads.
FOR_GPUS = ("nvidia-", "cuda-", "triton")


def pins(package: str = "dlgrade", also: Iterable[str] = (), *, torch: bool = True) -> list[str]:
    """Lines such as `msgspec==0.22.0` for all that `package` needs, sorted, without itself. Raises UsageError.

    also: further requirements, such as a course has. torch: with PyTorch, which dlgrade alone does without.
    """
    found: dict[str, str] = {}
    waiting = _needs(package) | ({"torch", "torchvision"} if torch else set())
    waiting |= {canonicalize_name(Requirement(each).name) for each in also}
    while waiting:
        name = waiting.pop()
        if name not in found and not name.startswith(FOR_GPUS):
            found[name] = _version(name)
            waiting |= _needs(name)
    return [f"{name}=={found[name]}" for name in sorted(found)]


def _needs(package: str) -> set[str]:
    """What a package needs on this machine, without its extras."""
    try:
        texts = importlib.metadata.requires(package) or []
    except importlib.metadata.PackageNotFoundError:
        raise UsageError(text("wrong.package", package=package)) from None
    wanted = map(Requirement, texts)
    return {canonicalize_name(each.name) for each in wanted if not each.marker or each.marker.evaluate({"extra": ""})}


def _version(package: str) -> str:
    try:
        return Version(importlib.metadata.version(package)).public  # `+cpu` names a build, not a version
    except importlib.metadata.PackageNotFoundError:
        raise UsageError(text("wrong.course_package", package=package)) from None
