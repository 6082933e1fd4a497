"""PyTorch where this process has it, and a stand-in where it has not: a lesson without PyTorch never pays for its import."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

__all__ = ["torch", "torch_is_loaded"]


class Nothing:
    """In the place of `torch.Tensor`: no value is an instance of it."""


class TorchIfLoaded:
    """Answers as the module does. Where it is not loaded nothing is a tensor, and whatever else is asked for raises RuntimeError."""

    def __getattr__(self, name: str) -> Any:
        found = getattr(sys.modules.get("torch"), name, None)
        if name == "Tensor" and not isinstance(found, type):
            return Nothing
        if found is None:
            raise RuntimeError(f"torch.{name}: this lesson's runtime has no PyTorch")
        if isinstance(found, type):
            self.__dict__[name] = found  # looked up for each value
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(sys.modules["torch"], name, value)


def torch_is_loaded() -> bool:
    return "torch" in sys.modules


if TYPE_CHECKING:
    import torch
else:
    torch = TorchIfLoaded()
