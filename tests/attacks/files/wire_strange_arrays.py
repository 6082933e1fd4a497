"""Sends arrays of unknown dtypes and kinds, bools of 255, and bytes that belong to no array.

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


ARRAYS = [
    ("tensor", "complex64", b"\0" * 8),
    ("tensor", "object", b"\0" * 8),
    ("ndarray", "O", b"\0" * 8),
    ("ndarray", "datetime64", b"\0" * 8),
]
ARRAYS += [("list", "float32", b"\0" * 4), ("tensor", "bool", b"\xff"), ("tensor", "float32", b"\0" * 8)]
tried = iter(ARRAYS)


def bce(p, y, reduction="mean"):
    kind, dtype, body = next(tried)
    say(returned(["a", kind, dtype, [], False], current()), body)
