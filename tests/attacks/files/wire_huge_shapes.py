"""Sends arrays whose shapes and bytes do not agree, overflow, or have too many dimensions.

stops: what is no well-formed answer to the call that was asked ends the worker, and the test is a crash
may: lose its worker
honest: task 1
"""

import os
import socket
import struct
import sys

import msgspec
import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


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


SHAPES = [[1 << 40], [1 << 40, 1 << 40, 1 << 40], [0, 1 << 40, 1 << 40], [1] * 17, [2], [0, -1], [1 << 63]]
tried = iter(SHAPES)


def bce(p, y, reduction="mean"):
    say(returned(["a", "tensor", "float32", next(tried), False], current()), b"\0\0\0\0")
