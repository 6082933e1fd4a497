"""Sends a thousand replies, for calls of the future, before it is asked.

stops: the first is a reply to no call; a forged reply is no better than an honest wrong one
may: lose its worker
honest: none
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


for id in range(1, 1000):
    say(returned(-1.0, id))
