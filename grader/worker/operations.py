"""What the judge may ask of a worker besides calling the student's own functions."""

from __future__ import annotations

import builtins
import contextlib
import io
import mmap
import operator
import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from grader.wire.messages import Limits
from grader.wire.torch_if_loaded import torch, torch_is_loaded
from grader.worker.absent import Absent
from grader.worker.loading import Loading
from grader.worker.record import OperatorRecord
from grader.worker.said import said

__all__ = ["Operations"]

PRINTED_CHARS = 10_000
CHUNK_BYTES = 4 << 20
SAID_CHARS = 300
TOLD = 50  # of each kind, of what there is to tell of an import


class Printed(io.TextIOBase):
    """Takes the place of stdout and stderr: keeps the first characters, drops the rest, never fails."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text[: PRINTED_CHARS - len(self.text)]
        return len(text)

    def fileno(self) -> int:
        return 1

    def reconfigure(self, **options: Any) -> None:
        """As sys.stdout has it."""

    @property
    def buffer(self) -> io.BytesIO:
        return io.BytesIO()


class Cursor:
    """An iterator that hands out several items at a time, but not so many that they make too large a reply.

    An exception waits until the items before it have been asked for.
    """

    def __init__(self, iterator: Iterator[Any]) -> None:
        self._iterator = iterator
        self._error: BaseException | None = None

    def take(self, count: int) -> tuple[list[Any], bool]:
        if self._error:
            raise self._error
        items: list[Any] = []
        size = 0
        while len(items) < count and size < CHUNK_BYTES:
            try:
                items.append(next(self._iterator))
            except StopIteration:
                return items, False
            except BaseException as error:
                if not items:
                    raise
                self._error = error
                break
            size += _bytes(items[-1])
        return items, True


def _copy(values: list[torch.Tensor], into: list[torch.Tensor], what: str) -> None:
    shapes = [tuple(tensor.shape) for tensor in into]
    asked = [tuple(value.shape) for value in values]
    if shapes != asked:
        raise ValueError(f"the model has {what} of shapes {shapes}; {asked} are asked for")
    with torch.no_grad():
        for tensor, value in zip(into, values, strict=True):
            tensor.copy_(value)


def _bytes(value: Any) -> int:
    """How much of a reply the arrays of a value take, about."""
    if isinstance(value, list | tuple):
        return sum(map(_bytes, value))
    return int(getattr(value, "nbytes", 0))


class MissingName(Exception):
    """The student's file does not define a name that a test asks for."""


class Operations:
    """Every method without an underscore is a target "worker.NAME" of a Call."""

    def __init__(self, submission: Path, limits: Limits, objects: dict[int, Any], record: OperatorRecord) -> None:
        self._submission = submission
        self._limits = limits
        self._objects = objects
        self._record = record
        self._module: ModuleType | None = None
        self.loading: Loading | None = None
        self._printed = Printed()
        self.absent = Absent(())
        self._replaced: list[tuple[ModuleType, str, Any]] = []  # by the test that is under way
        self.memory = -1  # the descriptor that came beside the call, if one did

    @property
    def main(self) -> str:
        """The name of the student's first file."""
        return self.loading.main if self.loading else ""

    def student(self, name: str) -> Any:
        """An attribute of the student's module."""
        for module in (self._module, *(self.loading.others if self.loading else ())):
            with contextlib.suppress(AttributeError):
                return getattr(module, name)
        raise MissingName(", ".join(self.names()))

    def replace(self, name: str, value: Any) -> None:
        """Put `value` in the place of what a name of the student's stands for, in each file that has it, until the next test begins."""
        old = self.student(name)
        modules = (self._module, *(self.loading.others if self.loading else ()))
        having = [module for module in modules if module and vars(module).get(name) is old]
        if not having:
            raise MissingName(", ".join(self.names()))
        for module in having:
            self._replaced.append((module, name, old))
            builtins.setattr(module, name, value)

    def restore(self, name: str) -> None:
        """Put back what `replace` took away."""
        for module, replaced, old in reversed(self._replaced):
            if replaced == name:
                builtins.setattr(module, name, old)

    def load(
        self,
        filename: str,
        without: Sequence[str] = (),
        traced: bool = False,
        cells: Sequence[int] = (),
        go_on: bool = True,
        seconds: float = 0,
        modules: Sequence[str] = (),
    ) -> list[str] | dict[str, list[Any]]:
        """Import the student's file, which finds none of the packages in `without`; the names that it defines, or what there is to tell.

        traced: calls of it will be recorded operator by operator, and so is what it starts from here on. cells: the lines of a notebook's
        cells. go_on: what fails costs what it would have defined, not everything. seconds: after which a line that still runs is stopped.
        modules: further files, in which names are looked up too.
        """
        if traced:
            self._record.follow()
        sys.stdout = sys.stderr = self._printed
        self.seed(0)
        sys.path.insert(0, str(self._submission))
        sys.argv = [filename]
        self.loading = Loading(self._submission, filename, cells, seconds, modules)
        self._module = self.loading.module
        self._record.files = self.loading.files
        self.absent = Absent(without)
        self.absent.hide()
        self.loading.run(go_on)
        self.absent.show()  # parts of torch import others as they are asked
        self.loading.look()
        told: dict[str, list[Any]] = {
            "stops": [
                [each.place[:SAID_CHARS], each.line, *said(each.error, SAID_CHARS), self.loading.lost(each)]
                for each in self.loading.stops[:TOLD]
            ],
            "absent": self.loading.stand_ins.made[:TOLD],
            "left": self.loading.shell.left[:TOLD],
            "changed": self.loading.changed[:TOLD],
            "plots": [list(each) for each in self.loading.shell.plots.kept],
        }
        return told if any(told.values()) else self.names()

    def names(self) -> list[str]:
        """The public names of the student's module, the first 100."""
        modules = [vars(self._module), *map(vars, self.loading.others if self.loading else ())]
        own = [name for each in modules for name, value in list(each.items()) if not isinstance(value, ModuleType)]
        return [name[:100] for name in dict.fromkeys(own) if not name.startswith("_")][:100]

    def begin(self, seed: int) -> None:
        """Start a test: forget the objects of the last one, what was printed and what was switched; seed every generator."""
        if self.loading:
            self.loading.switches.restore()
        while self._replaced:
            builtins.setattr(*self._replaced.pop())
        if torch_is_loaded():
            torch.set_grad_enabled(True)
            torch.set_default_dtype(torch.float32)
        self._objects.clear()
        self._printed.text = ""
        sys.stdout = sys.stderr = self._printed
        self.seed(seed)

    def seed(self, seed: int) -> None:
        random.seed(seed)
        np.random.seed(seed % (1 << 32))
        if torch_is_loaded():
            torch.manual_seed(seed)

    def printed(self) -> str:
        return self._printed.text

    def file(self, name: str, data: np.ndarray) -> str:
        """Write bytes (a uint8 array) to the work folder; the path."""
        path = Path.cwd() / Path(name).name
        path.write_bytes(data.tobytes())
        return str(path)

    def code(self, source: str) -> ModuleType:
        """A module made of the suite's own source: models, loaders and generators for the student's functions."""
        module = ModuleType("given")
        sys.modules[module.__name__] = module
        exec(compile(source, "<given>", "exec"), vars(module))
        return module

    def put(self, value: Any) -> Any:
        return value

    def fetch(self, value: Any) -> Any:
        return value

    def map(self, kind: str, dtype: str, shape: list[int], shared: bool) -> torch.Tensor | np.ndarray:
        """The tensor or array in the memory that came beside the call.

        shared: the judge sees what is changed in it; else that is this process's alone.
        """
        flags = mmap.MAP_SHARED if shared else mmap.MAP_PRIVATE
        mapped = mmap.mmap(self.memory, 0, flags=flags, prot=mmap.PROT_READ | mmap.PROT_WRITE)
        os.close(self.memory)
        if kind == "ndarray":
            return np.frombuffer(mapped, dtype=dtype).reshape(shape)
        return torch.frombuffer(mapped, dtype=getattr(torch, dtype)).reshape(shape)

    # What a remote's own syntax asks for: len(ds), ds[0], iter(loader), a == b.

    def len(self, value: Any) -> int:
        return builtins.len(value)

    def getattr(self, value: Any, name: str) -> Any:
        return builtins.getattr(value, name)

    def setattr(self, value: Any, name: str, new: Any) -> None:
        builtins.setattr(value, name, new)

    def getitem(self, value: Any, key: Any) -> Any:
        return value[key]

    def rows(self, value: Any, first: int, last: int) -> Any:
        return value[first:last]

    def setitem(self, value: Any, key: Any, new: Any) -> None:
        value[key] = new

    def iter(self, value: Any) -> Any:
        return Cursor(iter(value))

    def next(self, cursor: Cursor, count: int) -> tuple[list[Any], bool]:
        """At most `count` further items, and whether there may be more."""
        return cursor.take(count)

    def contains(self, value: Any, item: Any) -> bool:
        return operator.contains(value, item)

    # Autograd and modules.

    def gradient(self, function: Callable[..., Any], wrt: tuple[int, ...], *args: Any, **kwargs: Any) -> list[Any]:
        """Gradients of function(*args).sum() with respect to the arguments at the positions `wrt`."""
        inputs = [
            arg.detach().clone().requires_grad_() if position in wrt else arg for position, arg in enumerate(args)
        ]
        function(*inputs, **kwargs).sum().backward()
        return [inputs[position].grad for position in wrt]

    def backward(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Call, sum and propagate back."""
        function(*args, **kwargs).sum().backward()

    def requires_grad(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Whether the result hangs on a graph."""
        return bool(function(*args, **kwargs).requires_grad)

    def parameters(self, model: torch.nn.Module) -> list[torch.Tensor]:
        return [parameter.detach() for parameter in model.parameters()]

    def set_parameters(self, model: torch.nn.Module, values: list[torch.Tensor]) -> None:
        """Copy `values` into the parameters, by order; raises ValueError where number or shapes differ."""
        _copy(values, list(model.parameters()), "parameters")

    def state(self, model: torch.nn.Module) -> list[torch.Tensor]:
        return [tensor.detach() for tensor in (*model.parameters(), *model.buffers())]

    def set_state(self, model: torch.nn.Module, values: list[torch.Tensor]) -> None:
        """The same for parameters and buffers together."""
        _copy(values, [*model.parameters(), *model.buffers()], "parameters and buffers")

    def load_weights(self, model: torch.nn.Module, name: str) -> None:
        """Put the weights of a file of the submission into the model, which is then in evaluation mode. Nothing in the file is run."""
        path = self._submission / name
        if name.endswith(".safetensors"):
            from safetensors.torch import load_file

            state = load_file(path)
        else:
            state = torch.load(path, map_location="cpu", weights_only=True)
        if not isinstance(state, dict):
            raise TypeError(f"{name} holds no state dict")
        model.load_state_dict(state)
        model.eval()

    def onnx(self, name: str) -> Callable[..., np.ndarray]:
        """What an ONNX file of the submission computes: its first output, as a function of its inputs. It can name no other file."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        model = (
            self._submission / name
        ).read_bytes()  # not by its path, beside which further files would be looked for
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        inputs = [each.name for each in session.get_inputs()]

        def network(*values: Any) -> np.ndarray:
            arrays = [np.asarray(value) for value in values]
            return np.asarray(session.run(None, dict(zip(inputs, arrays, strict=True)))[0])

        return network

    def parameter_gradients(self, model: torch.nn.Module) -> list[torch.Tensor | None]:
        return [parameter.grad for parameter in model.parameters()]

    def predict(self, model: Any, x: torch.Tensor) -> Any:
        """model(x) without a graph, a module in evaluation mode and x on its device."""
        if not torch_is_loaded():
            return model(x)
        if isinstance(model, torch.nn.Module):
            model.eval()
            x = x.to(next((parameter.device for parameter in model.parameters()), x.device))
        with torch.no_grad():
            return model(x)

    def steady(self, device: str) -> None:
        """From here on the same seed trains to the same bits, as far as the operators can; the device is awake."""
        torch.ones(1, device=device)  # a GPU's first use takes a second that no training should pay for
        torch.set_num_threads(1)
        torch.backends.cudnn.benchmark = False
        torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]  # costs time, changes no result
        torch.use_deterministic_algorithms(True, warn_only=True)

    def shares_memory(self, a: Any, b: Any) -> bool:
        """Whether two tensors or arrays (any mix) look at the same memory."""
        left, right = (x.detach().numpy() if isinstance(x, torch.Tensor) else x for x in (a, b))
        return bool(np.shares_memory(left, right))
