"""Puts a value of a wrong type into each field of a reply, one after the other.

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


FIELDS = ("tag", "id", "value", "operations")
WRONG = [None, -1, 1.5, "x" * 300, [[[]]], {"a": 1}, b"bytes", True, ["q", 1], ["a", "tensor", "float32", [-1]]]
tried = iter([(field, value) for field in FIELDS for value in WRONG])


def bce(p, y, reduction="mean"):
    message = {"tag": "returned", "id": current(), "value": -1.0, "operations": {}}
    field, value = next(tried)
    say(msgspec.msgpack.encode(message | {field: value}))
