"""Returns a kind of tensor that calls the forbidden function when it is packed for its journey, after the recorded call.

row: 22
stops: an answer is packed while operators are still recorded
may: nothing more
honest: none
"""

import torch


class Late(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        plain = [arg.as_subclass(torch.Tensor) if isinstance(arg, torch.Tensor) else arg for arg in args]
        if getattr(function, "__name__", "") == "detach":
            return torch.sigmoid(plain[0])
        return function(*plain, **(kwargs or {}))


def sigmoid(z):
    return z.clone().as_subclass(Late)
