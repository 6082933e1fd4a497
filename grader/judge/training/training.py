"""Training that cannot be shortened: accuracy on labels that never leave the judge, time by the judge's own clock.

Labels are renamed by a secret permutation before the worker sees them. Time is compared with the reference solution, trained
on the same machine, in the same sandbox, on the same examples.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import torch

from grader.course.data import Data
from grader.course.lessons import Lesson
from grader.course.thresholds import Threshold, read_thresholds
from grader.judge.draw import Draw
from grader.judge.remote.call_text import RecordedCall
from grader.judge.remote.calls import Link
from grader.judge.remote.errors import Mismatch, Setback, StudentError
from grader.judge.remote.shared_memory import Sealed
from grader.judge.remote.student import Desk, Remote
from grader.judge.remote.tools import WorkerTools
from grader.judge.training.examples import CLASSES, Examples, draw_examples
from grader.judge.training.measured import Measured, again, best_of, entry, require, within
from grader.judge.training.secret_labels import SecretLabels
from grader.judge.training.timing import Reference, forget, machine, recall, remember, turn
from grader.scorecard import Training

__all__ = ["Trained", "Trainer"]

CHUNK = 500  # images a question
CLOCK = "from the data on, wall or processor"  # what a remembered time was measured by
NAMES = ("images", "labels")
MEASUREMENTS = 3
DOUBTFUL = 0.5  # who is so much faster makes one think that the machine was busy when the reference was measured
HISTORY = 1000


Network = Callable[[torch.Tensor, list[torch.Tensor]], torch.Tensor]


class Trained(NamedTuple):
    """A training that reached what was asked. history: the finite numbers that `train` returned, if it returned a list of them."""

    accuracy: float
    seconds: float
    history: list[float]
    model: Remote


class TrainingPlan(NamedTuple):
    """One training as the suite asks for it, the same for the student and the reference."""

    make: Callable[[], Any]
    train: Callable[..., Any]
    predict: Callable[[Remote, torch.Tensor], Any] | None
    network: Network | None
    settings: dict[str, Any]
    examples: Examples
    hidden: torch.Tensor  # the renamed labels
    sealed: tuple[Sealed, Sealed]  # images and renamed labels, for every worker that trains on them
    asked: Sealed | None  # the new images, where the model itself is asked


class Timed(NamedTuple):
    """One training by the clock.

    seconds: from when the worker could first see the data to the last byte of the predictions or parameters, so that no work on them is
    free: not that of a constructor or a waiting thread, nor what was put off, or queued on a GPU. By the clock, or the processor time of
    all the submission's processes where that is more. alone: nothing else was timed meanwhile. answers: the classes that the network names.
    """

    seconds: float
    alone: bool
    answers: torch.Tensor
    returned: Any
    model: Any


class Trainer:
    """Trains networks under the judge's clock: the fixture `training`."""

    def __init__(
        self, desk: Desk, lesson: Lesson, data: Data, draw: Draw, test: str, device: str, found: list[Training]
    ) -> None:
        """test: whose thresholds hold. device: "cpu", or "cuda" and the GPU's name. found: where the results go."""
        self.device, _, self.gpu = device.partition(" ")
        self._desk = desk
        self._tools = WorkerTools(desk)
        self._lesson = lesson
        self._data = data
        self._secret = SecretLabels(CLASSES, draw.branch("labels"))
        self._draw = draw
        self._test = test
        self._threshold = read_thresholds(lesson.thresholds).get(test, Threshold(math.inf))
        self._found = found
        self._call: RecordedCall | None = None
        self._order = torch.Generator()
        self._seen = 0

    def run(
        self,
        make: Callable[[], Any],
        train: Callable[..., Any],
        data: str,
        *,
        samples: int,
        predict: Callable[[Remote, torch.Tensor], Any] | None = None,
        network: Network | None = None,
        **settings: Any,
    ) -> Trained:
        """Train `make()` by `train(model, images, labels, **settings)`; raises Mismatch below the test's thresholds.

        data: "mnist" or "patterns" (examples.py). predict(model, images): scores (n, 10); by default another `make()`, in a new worker
        and in evaluation mode, with the trained parameters and buffers. network(images, parameters): scores too, computed by the judge from the trained parameters in their order,
        so that nothing else that a model remembers counts. What was kept in the worker before is gone: a new one is started.
        """
        examples = draw_examples(data, samples, self._data, self._draw)
        hidden = self._secret.hide(examples.labels)
        sealed = Sealed(examples.images), Sealed(hidden)
        asked = None if predict or network else Sealed(examples.new_images)
        plan = TrainingPlan(make, train, predict, network, settings, examples, hidden, sealed, asked)
        fit = self._threshold.fit(examples.kind)
        self._desk.traced = frozenset()  # a record of every operator would be most of the time
        seed = self._desk.link.seed
        tries = [self._measure(plan, seed)]
        while fit and len(tries) < MEASUREMENTS and again(tries[-1], fit):
            # The same seed would read as badly to the last bit; a time is measured again with the same work.
            unlucky = sum(tried.accuracy < fit.accuracy for tried in tries)
            tries.append(self._measure(plan, seed + unlucky, anew=True))
        device = self.gpu or self.device
        self._found.append(entry(self._test, device, self._threshold, examples, tries, self._seen))
        if not fit:
            raise RuntimeError(
                f"{self._lesson.id} asks nothing of {self._test} with {examples.kind} data: "
                f"fit it with python -m grader.authoring.thresholds {self._lesson.id}"
            )
        best = best_of(tries, fit)
        self._desk.last, self._desk.calls = self._call, []
        require(best, fit)
        if best.seconds < DOUBTFUL * best.reference.seconds:
            forget(self._facts(plan))
        return Trained(best.accuracy, best.seconds, best.history, best.model)

    def batches(
        self, images: torch.Tensor, labels: torch.Tensor, *, batch_size: int, epochs: int
    ) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        """Reshuffled batches for a suite's own `train` that hands them to the student's step: no sample more is ever seen.

        The scorecard says how many samples were handed out.
        """
        for _ in range(epochs):
            for places in torch.split(torch.randperm(len(images), generator=self._order), batch_size):
                self._seen += len(places)
                yield images[places], labels[places]

    def _measure(self, plan: TrainingPlan, seed: int, anew: bool = False) -> Measured:
        """Train once from this seed; the reference first, unless it is remembered."""
        link = self._desk.link
        link.stop()  # one worker at a time, and nothing of earlier tests may run beside what is timed
        reference, fresh = self._reference(plan, anew)
        link.begin_again(seed)
        done = self._train(plan)
        accuracy = float((done.answers == plan.examples.new_labels).to(torch.float64).mean())
        allowed = self._threshold.limit(reference.seconds, self.gpu)
        history = _history(done.returned)
        return Measured(
            done.answers, accuracy, done.seconds, allowed, reference, fresh, done.alone, history, done.model
        )

    def _reference(self, plan: TrainingPlan, anew: bool) -> tuple[Reference, bool]:
        """The reference solution's training, of 0 seconds where there is none, and whether it was measured just now."""
        if not self._lesson.solution.is_file():
            return Reference(0.0), True
        facts = self._facts(plan)
        if not anew and (reference := recall(facts)):
            return reference, False
        own = self._desk.link
        solution = self._lesson.solved(made=False)
        self._desk.link = Link(own.control, solution, self._lesson.main, own.limits, without=own.without, data=own.data)
        try:
            self._desk.link.begin(own.seed)
            timed = self._train(plan)
            reference = Reference(timed.seconds, _history(timed.returned))
        except (Setback, Mismatch) as error:
            why = f"{error}: {error.raised.message}" if isinstance(error, StudentError) else str(error)
            raise RuntimeError(f"the reference solution could not be trained: {why}") from None
        finally:
            self._desk.link.stop()
            own.broken = own.broken or self._desk.link.broken
            self._desk.link = own
        remember(facts, reference)
        return reference, True

    def _facts(self, plan: TrainingPlan) -> dict[str, str]:
        """What the reference's time depends on."""
        own = {"suite": self._lesson.suite_sha256, "test": self._test, "data": plan.examples.kind, "clock": CLOCK}
        return machine(f"{self.device} {self.gpu}".strip()) | own

    def _train(self, plan: TrainingPlan) -> Timed:
        """Train in the worker of the present link, in turn with other graders."""
        self._desk.calls = []
        self._desk.tool("steady", (self.device,))
        remote = isinstance(plan.train, Remote)
        self._order.manual_seed(self._desk.link.seed)  # the reference's order and the student's are one
        self._seen = 0
        questions: list[torch.Tensor] = list(torch.split(plan.examples.new_images, CHUNK))
        with turn(self.device) as alone:
            started, cpu_before = time.monotonic(), self._desk.link.cpu_seconds()
            given = list(map(self._tools.share, plan.sealed, NAMES)) if remote else [plan.examples.images, plan.hidden]
            model = self._tools.keep(plan.make) if isinstance(plan.make, Remote) else plan.make()
            self._hold_to_parameters(model)
            returned = plan.train(model, *given, **plan.settings)
            self._call = self._desk.last  # what a miss is shown for, not the last question
            if not remote and isinstance(returned, Remote):
                model = returned
            parameters = self._tools.parameters(model) if plan.network else []
            state = self._tools.state(model) if plan.asked else []
            scores = [plan.predict(model, asked) for asked in questions] if plan.predict else []
            wall = time.monotonic() - started
            seconds = max(wall, self._desk.link.cpu_seconds() - cpu_before)
            self._hold_to_parameters(model)  # it may have grown
            if plan.asked:
                model, scores, more = self._ask_another(plan, state)
                seconds += more
        if plan.network:
            scores = [plan.network(asked, parameters) for asked in questions]
        named = [self._secret.read(part, len(asked)) for part, asked in zip(scores, questions, strict=True)]
        return Timed(seconds, alone, torch.cat(named), returned, model)

    def _hold_to_parameters(self, model: Any) -> None:
        if self._threshold.parameters:
            within(self._tools.state(model), self._threshold.parameters)

    def _ask_another(self, plan: TrainingPlan, state: list[Any]) -> tuple[Any, list[Any], float]:
        """Another model of the plan's with this state in a new worker, what it says of the new images, and in how many seconds.

        What the trained one keeps beside its parameters and buffers, such as the images, is gone. The new images come only now.
        """
        assert plan.asked
        link = self._desk.link
        trained = link.transcript, link.transcript_bytes
        link.begin_again(link.seed)
        self._desk.tool("steady", (self.device,))
        started = time.monotonic()
        model = self._tools.keep(plan.make) if isinstance(plan.make, Remote) else plan.make()
        shared = self._tools.share(plan.asked, "new_images")
        self._tools.predict(
            model, self._tools.rows(shared, 0, 1)
        )  # some layers learn their sizes from the first images
        self._tools.set_state(model, state)
        starts = range(0, len(plan.examples.new_images), CHUNK)
        scores = [self._tools.predict(model, self._tools.rows(shared, first, first + CHUNK)) for first in starts]
        seconds = time.monotonic() - started
        link.transcript, link.transcript_bytes = trained  # what tells ideas apart is how it was trained
        return model, scores, seconds


def _history(returned: Any) -> list[float]:
    """The numbers that `train` returned, if it returned a list of nothing else."""
    if not isinstance(returned, list) or not all(type(value) in (int, float) for value in returned):
        return []
    return [float(value) for value in returned if math.isfinite(value)][:HISTORY]
