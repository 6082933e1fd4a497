"""Gives an object whose class is named by terminal escapes and HTML where a plain value is fetched.

stops: every text that comes from a worker is bounded and escaped before it is shown
may: have its name shown, spelt out
honest: test_sigmoid_of_drawn_numbers, test_sigmoid_of_z_and_minus_z_add_up_to_one, test_sigmoid_of_large_numbers_is_one,
    test_sigmoid_of_large_numbers_of_both_signs, test_sigmoid_in_float64
"""

import gc

import torch

Evil = type("\x1b[2J\x1b[31mPASSED\r\n<script>alert(1)</script>\u202e", (), {})


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    return Evil()


for thing in gc.get_objects():
    if type(thing).__name__ == "Operations":
        thing.fetch = lambda value: Evil()
