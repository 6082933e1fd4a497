"""What stops a file costs what stands below it; a package that is not there, and nobody at the keyboard, stop nothing."""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch

from grader.worker.operations import Operations
from grader.worker.room import FACTORIES
from grader.worker.serve import Worker

Make = Callable[..., Worker]
F = "def f(x):\n    return 2 * x\n"


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the room changes in torch is taken back."""
    for name in (*FACTORIES, "set_default_device"):
        monkeypatch.setattr(torch, name, getattr(torch, name))
    for kind in (torch.Tensor, torch.nn.Module):
        monkeypatch.setattr(kind, "cuda", kind.cuda)
    monkeypatch.setattr(torch.cuda, "synchronize", torch.cuda.synchronize)
    state = torch.get_default_dtype(), np.geterr(), torch.get_num_threads()
    with warnings.catch_warnings():
        yield
    torch.set_default_dtype(state[0])
    np.seterr(**state[1])
    torch.set_num_threads(state[2])
    torch.use_deterministic_algorithms(False)
    torch.autograd.set_detect_anomaly(False)
    torch.set_grad_enabled(True)
    for name in [name for name in sys.modules if name.startswith(("d2l_not_here", "not_here", "tools", "parts"))]:
        del sys.modules[name]


def load(worker_of: Make, source: str, **options: Any) -> tuple[Operations, dict[str, Any]]:
    operations = worker_of(source).operations
    found = operations.load("answer.py", **options)
    return operations, found if isinstance(found, dict) else {}


STOPS = {
    "a file that is not there": "import torch\nw = torch.load('model.pt')",
    "a table that is not there": "import pandas\nt = pandas.read_csv('data.csv')",
    "an exit": "exit()",
    "sys.exit": "import sys\nsys.exit('done')",
    "an assertion of one's own": "assert f(1) == 3",
    "an interrupt": "raise KeyboardInterrupt",
    "a folder of Colab's": "import os\nos.chdir('/content/drive')",
}


@pytest.mark.parametrize("below", STOPS.values(), ids=STOPS)
def test_what_stands_above_the_line_that_stopped_is_there(worker_of: Make, below: str) -> None:
    operations, found = load(worker_of, f"{F}{below}\ndef g(): ...")
    assert operations.student("f")(2) == 4
    assert "g" not in operations.names()
    assert [stop[:2] for stop in found["stops"]] == [["", 2 + len(below.splitlines())]]


@pytest.mark.parametrize("source", ["1 / 0", "import math\nimport torch.nn as nn\n1 / 0\n" + F, "_x = 1\n1 / 0"])
def test_file_that_stopped_before_it_defined_anything_raises(worker_of: Make, source: str) -> None:
    with pytest.raises(ZeroDivisionError):
        load(worker_of, source)


def test_file_that_is_no_python_raises(worker_of: Make) -> None:
    with pytest.raises(SyntaxError):
        load(worker_of, F + "def g(:")


def test_with_on_error_stop_it_raises(worker_of: Make) -> None:
    with pytest.raises(ZeroDivisionError):
        load(worker_of, F + "1 / 0", go_on=False)


def test_main_block_never_runs(worker_of: Make) -> None:
    assert load(worker_of, F + "if __name__ == '__main__':\n    1 / 0")[1] == {}


def test_line_that_takes_too_long_is_stopped_where_something_stands_above_it(worker_of: Make) -> None:
    began = time.monotonic()
    operations, found = load(worker_of, F + "while True: pass", seconds=0.3)
    assert time.monotonic() - began < 20
    assert operations.names() == ["f"]
    assert found["stops"][0][:3] == ["", 3, "ImportTooLong"]


ABSENT = {
    "a plain import": "import d2l_not_here",
    "a part": "from d2l_not_here import torch as d2l",
    "a part of a part": "import d2l_not_here.torch.nn as d2l",
    "several": "from d2l_not_here.a import b, c",
    "an attribute": "import d2l_not_here as d\nstyle = d.rcParams.style",
    "an annotation": "import d2l_not_here as d\ndef g(x: d.Tensor) -> 'd.Y': ...",
}


@pytest.mark.parametrize("line", ABSENT.values(), ids=ABSENT)
def test_absent_package_stops_nothing_until_it_is_used(worker_of: Make, line: str) -> None:
    operations, found = load(worker_of, f"{line}\n{F}")
    assert operations.student("f")(2) == 4
    assert found == {"stops": [], "absent": ["d2l_not_here"], "left": [], "changed": []}


USES = [
    "d.plot(1)",
    "d.a.b.c()",
    "list(d.x)",
    "d.x[0]",
    "class A(d.Module): ...",
    "@d.add\ndef g(): ...",
    "d.x + 1",
    "bool(d.x)",
    "len(d.x)",
    "float(d.x)",
]


@pytest.mark.parametrize("use", USES)
def test_use_of_an_absent_package_names_it(worker_of: Make, use: str) -> None:
    _, found = load(worker_of, f"import d2l_not_here as d\n{F}{use}")
    assert found["stops"][0][2:] == ["ModuleNotFoundError", "No module named 'd2l_not_here'"]


def test_import_within_try_fails_as_ever(worker_of: Make) -> None:
    """There it is foreseen."""
    operations, found = load(worker_of, "try:\n    import d2l_not_here\nexcept ImportError:\n    d2l_not_here = None\n")
    assert operations.student("d2l_not_here") is None
    assert found == {}


def test_library_that_can_do_without_finds_nothing(worker_of: Make) -> None:
    """Only what a student's own file asks for is stood in for."""
    source = "import importlib.util\nfound = importlib.util.find_spec('d2l_not_here')\nimport json\nexec('import json.nothing_there')"
    operations = worker_of(F + source).operations
    found = operations.load("answer.py")
    assert operations.student("found") is None or isinstance(found, dict)
    assert "nothing_there" in str(found)


def test_flood_of_absent_packages_is_bounded(worker_of: Make) -> None:
    source = F + "for n in range(1000):\n    __import__(f'not_here_{n}')"
    _, found = load(worker_of, source)
    assert len(found["absent"]) <= 50


FURNISHED = {
    "a question": "name = input('Your name: ')\nn = int(input('How many? ')) + float(input())",
    "a plot": "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\nplt.figure()\nplt.plot([1, 2])\nplt.show()",
    "a plot in a window of Qt": "import matplotlib.pyplot as plt\nplt.switch_backend('Qt5Agg')\nplt.ion()\nplt.plot([1])\nplt.pause(0.1)\nplt.show(block=True)",
    "a GPU": "import torch\nx = torch.ones(2).cuda()\nm = torch.nn.Linear(2, 1).cuda().to('cuda:0')\ny = m(x.to(torch.device('cuda')))\ntorch.cuda.synchronize()",
    "tensors on a GPU": "import torch\ndevice = torch.device('cuda')\nx = torch.zeros(3, device=device) + torch.tensor([1, 2, 3], device='cuda')",
    "compiling": "import torch\nm = torch.compile(torch.nn.Linear(1, 1))\n@torch.compile\ndef g(x): return x\n@torch.compile(dynamic=True)\ndef h(x): return x\ny = h(g(m(torch.ones(1))))\nm.compile()",
    "arguments": "import argparse\np = argparse.ArgumentParser()\np.add_argument('--lr', default=1.0)\nargs = p.parse_args()",
    "its own output": "import sys\nsys.stdout.reconfigure(encoding='utf-8')\nsys.stdout.flush()\nsys.stdout.buffer.write(b'x')\nprint('x', file=sys.stderr)",
    "the front end": "get_ipython().run_line_magic('matplotlib', 'inline')\ndisplay(1)",
    "warnings as errors": "import warnings\nwarnings.simplefilter('error')",
    "a dtype": "import torch\ntorch.set_default_dtype(torch.float64)",
    "no gradients": "import torch\ntorch.set_grad_enabled(False)",
    "determinism": "import torch\ntorch.use_deterministic_algorithms(True)\ntorch.autograd.set_detect_anomaly(True)\ntorch.set_num_threads(4)",
    "numpy's errors": "import numpy\nnumpy.seterr(all='raise')",
    "seeds": "import torch, random, numpy\ntorch.manual_seed(1); random.seed(1); numpy.random.seed(1)",
}


@pytest.mark.parametrize("source", FURNISHED.values(), ids=FURNISHED)
def test_file_of_another_room_is_read_to_its_end(worker_of: Make, source: str) -> None:
    with warnings.catch_warnings():
        operations, found = load(worker_of, f"{source}\n{F}")
        assert found.get("stops", []) == []
        assert operations.student("f")(2) == 4


def test_question_within_a_call_finds_nobody(worker_of: Make) -> None:
    operations, _ = load(worker_of, "import sys, io\nsys.stdin = io.StringIO('')\ndef ask(): return input()")
    with pytest.raises(EOFError):
        operations.student("ask")()


def test_what_a_file_switches_is_switched_back_for_each_test(worker_of: Make) -> None:
    source = (
        "import torch, warnings, numpy\nwarnings.simplefilter('error')\ntorch.set_default_dtype(torch.float64)\n"
        "numpy.seterr(all='raise')\ntorch.use_deterministic_algorithms(True)\ntorch.set_grad_enabled(False)\n"
        "def f():\n    warnings.warn('x')\n    return torch.ones(1).dtype, torch.is_grad_enabled(), numpy.float32(1) / numpy.float32(0)\n"
    )
    warnings.simplefilter("default")
    operations, found = load(worker_of, source)
    assert found["changed"] == [
        "default dtype torch.float64", "deterministic algorithms True", "gradients False", "numpy errors", "warnings",
    ]  # fmt: skip
    operations.begin(1)
    assert warnings.filters[0][0] == "default"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dtype, gradients, infinite = operations.student("f")()
    assert (dtype, gradients) == (torch.float32, True)
    assert np.isinf(infinite)


def test_workers_of_a_loader_are_processes_as_ever(worker_of: Make) -> None:
    source = "import torch\nfrom torch.utils.data import DataLoader\ndef f():\n    return [int(x) for x in DataLoader(range(4), batch_size=None, num_workers=2)]"
    operations, _ = load(worker_of, source)
    assert operations.student("f")() == [0, 1, 2, 3]


def test_helpers_beside_the_file_are_found_and_named_in_tracebacks(worker_of: Make) -> None:
    worker = worker_of("from tools import broken\nfrom parts.one import two\ndef f(): return broken()")
    (worker.submission / "parts").mkdir()
    (worker.submission / "tools.py").write_text("def broken():\n    return 1 / 0\n")
    (worker.submission / "parts" / "one.py").write_text("from .other import two\n")
    (worker.submission / "parts" / "other.py").write_text("two = 2\n")
    worker.operations.load("answer.py")
    assert worker.operations.student("two") == 2
    with pytest.raises(ZeroDivisionError) as caught:
        worker.operations.student("f")()
    frames = worker.raised(1, caught.value, {}).frames
    assert [(frame.place, frame.line) for frame in frames] == [("", 3), ("tools.py", 2)]
