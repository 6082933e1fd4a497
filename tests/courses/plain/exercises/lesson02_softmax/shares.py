import numpy as np


def softmax(z):
    """Each row of z (n, c) as positive shares that add up to 1. Finite for every finite z."""
    raise NotImplementedError("softmax: start with task 1")
