"""The fixture `submitted`: files that are no programs. Text and predictions are read here as data; weights are loaded in a worker alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader.course.lessons import Lesson
from grader.judge.checks.compare import Words
from grader.judge.checks.show import escape
from grader.judge.predictions import MetricName, as_mapping, measured, read_predictions, share_of
from grader.judge.remote.calls import Link
from grader.judge.remote.errors import Mismatch, StudentError
from grader.judge.remote.student import Desk, Remote
from grader.scorecard import Metric
from grader.sentences import text

__all__ = ["Submitted"]

NETWORK = "network.py"
DIGITS = 4  # of a metric, as it is shown and ranked


class Submitted:
    """What was handed in under the names that `files` of lesson.toml has. Each method raises Mismatch for a file that is not there."""

    def __init__(
        self, desk: Desk, lesson: Lesson, score: Callable[[float, Words], None], note: Callable[[Metric], None]
    ) -> None:
        """score: gives a share of the test's points. note: puts a metric onto the scorecard."""
        self._desk = desk
        self._lesson = lesson
        self._score = score
        self._note = note
        self._own: Link | None = None

    def text(self, name: str) -> str:
        """The file's text, which must be UTF-8."""
        try:
            return self._data(name).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Mismatch(text("artefact.no_text", name=name)) from None

    def score(
        self,
        name: str,
        labels: Mapping[Any, Any] | list[Any],
        *,
        metric: MetricName = "accuracy",
        baseline: float,
        target: float,
        key: str = "id",
        column: str = "prediction",
        positive: Any = None,
    ) -> float:
        """Score a CSV file of predictions against hidden labels: no points at the baseline, all at the target, a share in between.

        labels: by id, or a list whose places are the ids. key, column: the table's columns of ids and predictions. metric: "accuracy"; "f1" of the label
        `positive`, or the mean over all labels; or "rmse".
        """
        if baseline == target:
            raise ValueError("baseline and target are the same")
        data = self._data(name)
        known = as_mapping(labels)
        predicted = read_predictions(name, data, list(known), key, column)
        value = round(measured(name, metric, predicted, list(known.values()), positive), DIGITS)
        self._note(Metric(name=metric, value=value, baseline=baseline, target=target))
        facts = {"metric": metric, "value": f"{value:g}", "baseline": f"{baseline:g}", "target": f"{target:g}"}
        self._score(share_of(value, baseline, target), text("artefact.metric", **facts))
        return value

    def network(self, name: str, source: str, make: str, *args: Any, **kwargs: Any) -> Remote:
        """The lesson's own network with the weights that were handed in, a safetensors file or a state dict of `torch.save`.

        source: Python text that defines `make`, which makes the network of the further arguments. It runs in a worker that has the weights and no code of the
        student's, until the test ends.
        """
        self._alone_with(name, source)
        network: Remote = self._desk.call(f"student.{make}", args, kwargs, origin=make, keep=True, text=make)
        self._loaded("load_weights", network, name)
        return network

    def onnx(self, name: str) -> Remote:
        """The network of an ONNX file, as a function of arrays: `network(x)` is its first output. It runs in a worker that has no code of the student's."""
        self._alone_with(name, "")
        network: Remote = self._loaded("onnx", name, keep=True)
        return network

    def _alone_with(self, name: str, source: str) -> None:
        """A worker that has one file of the student's, and this source."""
        data = self._data(name)
        desk, own = self._desk, self._own or self._desk.link
        desk.link.stop()
        self._own = own
        files = {NETWORK: source.encode(), name: data}
        desk.link = Link(own.control, files, NETWORK, own.limits, without=own.without)
        desk.link.left = own.left
        desk.link.begin(own.seed)
        desk.unexplained = True

    def _loaded(self, tool: str, *args: Any, keep: bool = False) -> Any:
        """Raises Mismatch where the file, the last of the arguments, cannot be loaded."""
        try:
            return self._desk.tool(tool, args, keep=keep, text="network")
        except StudentError as error:
            said = escape(f"{error.raised.type}: {error.raised.message}", 400)
            raise Mismatch(text("artefact.weights", name=str(args[-1]), said=said)) from None

    def close(self) -> None:
        """Back to the worker with the student's code."""
        if self._own:
            self._desk.link.stop()
            self._own.left = self._desk.link.left
            self._own.broken = self._own.broken or self._desk.link.broken
            self._desk.link, self._own = self._own, None

    def _data(self, name: str) -> bytes:
        if name not in self._lesson.facts.artefacts:
            raise KeyError(f"lesson.toml names no {name} in its files")
        files = (self._own or self._desk.link).files
        if name not in files:
            raise Mismatch(text("intake.not_there", name=name))
        return files[name]
