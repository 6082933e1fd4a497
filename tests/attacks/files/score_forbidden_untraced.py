"""Calls the forbidden function with the recording of operators and functions switched off.

row: 22
stops: nothing fully: what a worker says of its own operators cannot be checked from outside
may: win the points of a task that it did with PyTorch's own function; the one line that does it can be read in its source
honest: none
earns: task 1
"""

import torch


from torch.utils._python_dispatch import _disable_current_modes


def sigmoid(z):
    with _disable_current_modes(), torch._C.DisableTorchFunction():
        return torch.sigmoid(z)
