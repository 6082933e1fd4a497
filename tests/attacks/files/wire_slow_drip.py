"""Sends a reply byte by byte, one every tenth of a second.

stops: the deadline is that of the last byte, not of each
may: waste the seconds of its call
honest: task 1
"""

import os
import socket
import struct
import sys
import time

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
    head = returned(-1.0, current()) + b"\0" * 10_000
    for byte in struct.pack("<II", len(head), 0) + head:
        line.sendall(bytes([byte]))
        time.sleep(0.1)
