"""What stops a file costs what stands below it; a package that is not there, and nobody at the keyboard, stop nothing."""

from __future__ import annotations

import pdb
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from grader.worker.no_gpu import NAMES
from grader.worker.operations import Operations
from grader.worker.serve import Worker

Make = Callable[..., Worker]
F = "def f(x):\n    return 2 * x\n"


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the room changes in torch is taken back."""
    for name in NAMES:
        monkeypatch.setattr(torch, name, getattr(torch, name))
    for kind in (torch.Tensor, torch.nn.Module):
        monkeypatch.setattr(kind, "cuda", kind.cuda)
    for name in ("pin_memory", "type"):
        monkeypatch.setattr(torch.Tensor, name, getattr(torch.Tensor, name))
    for module in (torch.cuda, torch.mps, subprocess, pdb):
        for name, value in list(vars(module).items()):
            if not name.startswith("__"):
                monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(sys, "breakpointhook", sys.breakpointhook)
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
    operations, found = load(worker_of, f"{F}{below}\n")
    assert operations.student("f")(2) == 4
    assert [stop[:2] for stop in found["stops"]] == [["", 2 + len(below.splitlines())]]


@pytest.mark.parametrize("above", STOPS.values(), ids=STOPS)
def test_what_gives_names_below_the_line_that_stopped_is_there_too(worker_of: Make, above: str) -> None:
    """And none of the work that stands there is done."""
    below = "import math\nfrom torch import nn\nlr = 0.1\nif lr > 1:\n    k = 1\nelse:\n    k = 2\ndef g(): return k\nclass C: ...\n"
    work = "done.append(1)\nfor done_too in (1, 2): done.append(2)\n"
    operations, found = load(worker_of, f"done = []\ndef f(x): ...\n{above}\n{work}{below}{work}")
    assert operations.student("g")() == 2
    assert {"C", "lr", "k"} <= set(operations.names())
    assert operations.student("math")
    assert operations.student("nn")
    assert operations.student("done") == []
    assert len(found["stops"]) == 1
    assert "done_too" in found["stops"][0][4]
    assert not {"g", "C", "math"} & set(found["stops"][0][4])


def test_assignment_that_hangs_on_the_stopped_line_costs_itself(worker_of: Make) -> None:
    operations, found = load(worker_of, f"model = 1 / 0\nhidden = model + 1\n{F}")
    assert operations.student("f")(2) == 4
    assert [stop[1:] for stop in found["stops"]] == [[1, "ZeroDivisionError", "division by zero", ["model", "hidden"]]]


FAILING_IMPORTS = {
    "a name that is not there": "from torch import nothing_there",
    "a name of old": "from torch.nn import Linera, Module",
    "a helper that stops": "from tools import anything",
}


@pytest.mark.parametrize("line", FAILING_IMPORTS.values(), ids=FAILING_IMPORTS)
def test_import_that_fails_costs_what_it_names(worker_of: Make, line: str) -> None:
    """All else of the file runs, its work too."""
    worker = worker_of(
        f"from __future__ import annotations\n{line}\ndone = []\ndone.append(2)\n{F}def g(x: nowhere): ...\n"
    )
    (worker.submission / "tools.py").write_text("1 / 0\n")
    found = worker.operations.load("answer.py")
    assert worker.operations.student("done") == [2]
    assert worker.operations.student("f")(2) == 4
    assert "g" in worker.operations.names()
    assert isinstance(found, dict)
    assert [(stop[1], stop[4][0]) for stop in found["stops"]] == [(2, line.split("import ")[1].split(",")[0])]


PARTS = {
    "of Colab's": ("from google.colab import drive", "google.colab"),
    "of torch, in former times": ("from torch._six import string_classes", "torch._six"),
    "of numpy, as an editor adds it": ("from numpy.lib.gone_base import median", "numpy.lib.gone_base"),
    "that needs a package": ("from needy import part", "not_here"),
    "that needs a package, by its whole name": ("import needy.deep\nassert needy", "not_here"),
}


@pytest.mark.parametrize(("line", "absent"), PARTS.values(), ids=PARTS)
def test_absent_part_of_a_package_that_is_there_stops_nothing(
    worker_of: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, absent: str
) -> None:
    (tmp_path / "lib" / "needy").mkdir(parents=True)
    (tmp_path / "lib" / "needy" / "__init__.py").write_text("")
    for name in ("part", "deep"):
        (tmp_path / "lib" / "needy" / f"{name}.py").write_text("import not_here")
    (tmp_path / "lib" / "google").mkdir()
    monkeypatch.syspath_prepend(tmp_path / "lib")
    operations, found = load(worker_of, f"{line}\nimport torch\n{F}")
    assert operations.student("f")(2) == 4
    assert found["stops"] == []
    assert found["absent"] == [absent]
    for name in [name for name in sys.modules if name.split(".")[0] in ("google", "needy")]:
        del sys.modules[name]


def test_what_sets_up_colab_does_nothing(worker_of: Make) -> None:
    source = (
        "from google.colab import drive, files, output\ndrive.mount('/content/drive', force_remount=True)\n"
        "for name in files.upload().keys(): 1 / 0\noutput.eval_js('1')\nimport ipdb\nipdb.set_trace()\nbreakpoint()\nimport pdb; pdb.set_trace()\n"
    )
    operations, found = load(worker_of, source + F + "def g():\n    breakpoint()\n    pdb.set_trace()\n    return 1")
    assert found["stops"] == []
    assert operations.student("g")() == 1


def test_import_where_one_within_try_has_failed_is_stood_in_for(worker_of: Make) -> None:
    source = "try:\n    import d2l_not_here\nexcept ImportError:\n    import d2l_not_here\nwith open(__file__):\n    import not_here_either\n"
    _operations, found = load(worker_of, source + F)
    assert (found["stops"], found["absent"]) == ([], ["d2l_not_here", "not_here_either"])


def test_installing_by_a_program_ends_well_at_once(worker_of: Make) -> None:
    source = (
        "import subprocess, sys\nsubprocess.check_call([sys.executable, '-m', 'pip', 'install', 'd2l'])\n"
        "a = subprocess.run(['pip', 'install', 'x'], capture_output=True, text=True).stdout\n"
        "b = subprocess.check_output('conda install -y x', shell=True)\n"
        "p = subprocess.Popen(['pip3', 'install', 'x'])\np.wait()\n"
    )
    operations, found = load(worker_of, source + F)
    assert found["stops"] == []
    assert (operations.student("a"), operations.student("b")) == ("", b"")
    assert found["left"] == ["!pip"]


RAW = '''"""Automatically generated by Colab."""
!pip install d2l
# %matplotlib inline
%load_ext autoreload

import torch
1 / 0
def f(x):
    return 2 * x
'''


def test_file_with_lines_of_a_notebook_runs_as_one(worker_of: Make) -> None:
    operations, found = load(worker_of, RAW)
    assert operations.student("f")(2) == 4
    assert [stop[:3] for stop in found["stops"]] == [["", 7, "ZeroDivisionError"]]
    assert found["left"] == ["!pip"]


def test_line_of_a_notebook_in_a_file_that_is_python_is_left_alone(worker_of: Make) -> None:
    operations, found = load(worker_of, "x = (7\n% 4)\ns = '''\n!ls\n'''\n")
    assert (operations.student("x"), operations.student("s"), found) == (3, "\n!ls\n", {})


@pytest.mark.parametrize("source", ["1 / 0", "import math\nimport torch.nn as nn\n1 / 0\n", "_x = 1\n1 / 0"])
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


def test_what_stands_below_a_line_that_takes_too_long_is_there(worker_of: Make) -> None:
    assert load(worker_of, f"import torch\nwhile True: pass\n{F}", seconds=0.3)[0].names() == ["f"]


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
    assert found == {"stops": [], "absent": ["d2l_not_here"], "left": [], "changed": [], "plots": []}


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
    assert found["stops"][0][2:4] == ["ModuleNotFoundError", "No module named 'd2l_not_here'"]


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


def test_question_within_a_call_is_answered_with_nothing(worker_of: Make) -> None:
    operations, _ = load(worker_of, "def ask(): return input('next')")
    assert operations.student("ask")() == ""


GPU = {
    "set_device": "torch.cuda.set_device(0)",
    "information": "assert torch.cuda.get_device_name(0)\np = torch.cuda.get_device_properties(0)\nprint(p.name, p.total_memory / 1e9, torch.cuda.get_device_capability())",
    "the current device": "print(torch.cuda.current_device(), torch.cuda.get_device_name(torch.cuda.current_device()))",
    "memory": "torch.cuda.reset_peak_memory_stats()\nprint(torch.cuda.max_memory_allocated() / 2**20, torch.cuda.memory_summary(), torch.cuda.mem_get_info())\ntorch.cuda.empty_cache()",
    "events": "a, b = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)\na.record(); b.record()\ntorch.cuda.synchronize()\nassert a.elapsed_time(b) >= 0",
    "streams": "s = torch.cuda.Stream()\nwith torch.cuda.stream(s):\n    x = torch.ones(1)\ntorch.cuda.current_stream().wait_stream(s)\nwith torch.cuda.device(0): ...",
    "a generator": "g = torch.Generator(device='cuda').manual_seed(1)\nassert isinstance(g, torch.Generator)\nx = torch.rand(2, generator=g, device='cuda')\nl = torch.utils.data.DataLoader([1], generator=torch.Generator('cuda'))\nassert len(list(l)) == 1",
    "tensors by their types": "x = torch.cuda.FloatTensor([1.0, 2.0])\ny = x.type(torch.cuda.FloatTensor).type('torch.cuda.LongTensor')",
    "a default tensor type": "torch.set_default_tensor_type('torch.cuda.FloatTensor')\ntorch.set_default_tensor_type(torch.cuda.FloatTensor)",
    "seeds": "torch.cuda.manual_seed_all(1)\ntorch.backends.cudnn.deterministic = True",
    "pinned memory": "x = torch.ones(1).pin_memory().cuda(non_blocking=True)",
    "a layer there": "m = torch.nn.Linear(2, 1, device='cuda')",
    "Apple's": "x = torch.ones(1, device='mps')\nm = torch.nn.Linear(1, 1).to('mps')\ny = m(x.to(torch.device('mps')))\ntorch.mps.synchronize(); torch.mps.empty_cache(); torch.mps.current_allocated_memory()",
}


@pytest.mark.parametrize("source", GPU.values(), ids=GPU)
@pytest.mark.filterwarnings("ignore")  # of PyTorch's own, of what it calls old
def test_what_sets_up_a_gpu_or_asks_about_one_does_nothing_without(worker_of: Make, source: str) -> None:
    inside = "".join(f"    {line}\n" for line in source.splitlines())
    operations, found = load(
        worker_of, f"import torch\nimport torch.utils.data\n{source}\ndef g():\n{inside}    return 3"
    )
    assert found.get("stops", []) == []
    assert operations.student("g")() == 3
    assert not torch.cuda.is_available()


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
