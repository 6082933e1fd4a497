"""Forks of a warm process are cheap, and what the process holds stays what it was."""

from __future__ import annotations

import json
import subprocess
import sys

PROGRAM = """
import ctypes, gc, hashlib, json, mmap, os, re
from grader.forks import MADV_COLLAPSE, MANY, Forks, share_objects

def huge():
    text = open("/proc/self/smaps_rollup").read()
    return int(re.search(r"AnonHugePages:\\s+(\\d+)", text)[1]) // 1024

def digest(data):
    return hashlib.sha256(data).hexdigest()

probe = mmap.mmap(-1, 4 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
probe.write(b"x" * (4 << 20))
first = ctypes.addressof(ctypes.c_char.from_buffer(probe))
first += -first % (2 << 20)
able = ctypes.CDLL(None).madvise(ctypes.c_void_p(first), ctypes.c_size_t(2 << 20), MADV_COLLAPSE) == 0

held = bytearray(os.urandom(64 << 20))
before, forks, start = digest(held), Forks(), huge()
for _ in range(MANY - 1):
    forks.add()
early = huge() - start
forks.add()
late = huge() - start
child = os.fork()
if child == 0:
    held[::4096] = bytes(len(held[::4096]))
    os._exit(0 if digest(held) != before else 1)
wrote = os.waitpid(child, 0)[1] == 0
share_objects()
print(json.dumps([able, early, late, wrote, digest(held) == before, gc.get_freeze_count() > 1000]))
"""


def test_a_process_that_forks_often_lies_on_huge_pages() -> None:
    """Not before it pays, and wherever the kernel can; a fork writes to its own copy, and nothing of the process's changes."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stderr
    able, early, late, wrote, same, frozen = json.loads(done.stdout)

    assert early == 0
    assert late >= 60 if able else late == 0
    assert (wrote, same, frozen) == (True, True, True)
