"""Sends exceptions with a thousand bases, lying lines and texts of a megabyte.

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


def bce(p, y, reduction="mean"):
    long = "x" * 20_000 if reduction == "none" else "x" * 900_000
    message = {"tag": "raised", "id": current(), "type": "Mismatch", "bases": ["Exception"] * 30, "message": long}
    say(msgspec.msgpack.encode(message | {"frames": [[-5, "\x1b[31m", "expected = 0.5"]] * 20, "operations": {}}))
