"""Sends text that is no UTF-8, and exceptions whose texts cannot be encoded.

stops: text is decoded strictly; the worker replaces what cannot be sent
may: crash
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
    if reduction == "none":
        say(returned("PLACE", current()).replace(b"PLACE", b"\xed\xa0\x80\xff\xfe"))
    raise type("\ud800", (Exception,), {})("\udfff\ud800")
