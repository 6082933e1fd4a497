"""Answers the fetch that asks whether an argument changed with objects and wrong arrays.

stops: what comes instead of the argument is a mismatch
may: lose the test
honest: test_sigmoid_of_drawn_numbers, test_sigmoid_of_z_and_minus_z_add_up_to_one,
    test_sigmoid_of_large_numbers_is_one, test_sigmoid_of_large_numbers_of_both_signs, test_sigmoid_in_float64
"""

import gc
import os
import socket
import struct
import sys

import msgspec
import torch


line = socket.socket(fileno=os.dup(3))


def say(head, body=b"", head_size=None, body_size=None):
    sizes = (len(head) if head_size is None else head_size, len(body) if body_size is None else body_size)
    line.sendall(struct.pack("<II", *sizes) + head + body)


def returned(value, id):
    return msgspec.msgpack.encode({"tag": "returned", "id": id, "value": value, "operations": {}})


def current():
    frame = sys._getframe()
    while "call" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["call"].id


class Operations:
    pass


def sigmoid(z):
    for thing in gc.get_objects():
        if type(thing).__name__ == "Operations" and type(thing) is not Operations:
            thing.fetch = lambda value: [Operations(), {}, None, float("nan")][z.numel() % 4]
    return 1 / (1 + torch.exp(-z))
