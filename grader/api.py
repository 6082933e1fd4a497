"""The interface for Python: open a course, grade a file, a text or a class. What stands here keeps its meaning within a major version.

```python
from grader import Course, Grader, grade

lesson = Course("my-course").lesson("hw1")
card = grade(lesson, "ana.py")
print(card.score, card.max_score)
for test in card.tests:
    if test.outcome != "passed":
        print(test.claim, test.message, test.hint)
```

A grading starts a judge and a sandbox, which takes seconds; a `Grader` keeps both, and then each submission costs a fork.
"""

from __future__ import annotations

from pathlib import Path

from grader.classroom.classes import Class, read_class
from grader.classroom.grading import Request
from grader.classroom.grading import grade_class as grade_into
from grader.course.lessons import Course, Lesson
from grader.engine.cores import cores
from grader.engine.session import Options, new_seed
from grader.intake.submission import Submission, read_submission, submission_of
from grader.learner.checking import Warm, require_tasks
from grader.scorecard import Scorecard, decode

__all__ = ["Class", "Course", "Grader", "Lesson", "Scorecard", "grade", "grade_class", "read_cards", "read_class"]


class Grader:
    """A judge and a sandbox that stay warm: `with Grader() as grader: card = grader.grade(lesson, "ana.py")`. Use it from one thread."""

    def __init__(self, *, sandbox: str = "auto", device: str = "auto") -> None:
        """sandbox: how student code is confined, "auto" for the strongest that works here; other people's code is refused where none
        does, unless you name "process". device: where networks are trained, "auto", "cpu" or "cuda"."""
        self._warm = Warm(sandbox, device, own_code=False)

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self._warm.close()

    def grade(
        self,
        lesson: Lesson,
        path: str | Path | None = None,
        *,
        source: str | None = None,
        tasks: tuple[int, ...] = (),
        seed: int | None = None,
        language: str = "en",
    ) -> Scorecard:
        """The scorecard of one submission: of the file, notebook, folder or archive at `path`, or of the text `source`.

        tasks: only these, by their numbers. seed: draw the inputs of this earlier grading. language: of the sentences, such as "zh".
        What a student did wrong is on the scorecard. Raises SubmissionError for what cannot be read, UsageError for wrong use and where
        no sandbox works, LessonError for a lesson that is not as it must be, GraderFault when nothing can be graded here.
        """
        require_tasks(lesson, tasks)
        submission = _submission(lesson, path, source)
        options = Options(new_seed() if seed is None else seed, tasks, language)
        return self._warm.session(lesson, submission).grade(lesson, submission, options)


def grade(
    lesson: Lesson,
    path: str | Path | None = None,
    *,
    source: str | None = None,
    tasks: tuple[int, ...] = (),
    seed: int | None = None,
    language: str = "en",
    sandbox: str = "auto",
    device: str = "auto",
) -> Scorecard:
    """As `Grader.grade`, for one submission alone."""
    with Grader(sandbox=sandbox, device=device) as grader:
        return grader.grade(lesson, path, source=source, tasks=tasks, seed=seed, language=language)


def grade_class(
    lesson: Lesson,
    submissions: str | Path,
    out: str | Path,
    *,
    jobs: int | None = None,
    roster: str | Path | None = None,
    seed: int | None = None,
    fresh: bool = False,
    sandbox: str = "auto",
    device: str = "auto",
    language: str | None = None,
) -> Class:
    """Grade a folder or an archive of submissions into the folder `out`, as `dlgrade grade` does; what is there and still true is kept.

    jobs: submissions at the same time; by default, the cores there are. roster: a CSV file of who is in the class. fresh: grade all of
    it again, from a new seed. `read_cards(out)` has the scorecards, `out`/grades.csv the grades, with lateness and corrections. Raises as
    `dlgrade grade` ends: UsageError, GraderFault.
    """
    request = Request(
        course=Course(lesson.root),
        lesson=lesson,
        submissions=Path(submissions),
        out=Path(out),
        jobs=jobs or cores(),
        sandbox=sandbox,
        device=device,
        seed=seed,
        fresh=fresh,
        roster=Path(roster) if roster else None,
        language=language,
    )
    return grade_into(request, lambda progress: None)


def read_cards(folder: str | Path) -> dict[str, Scorecard]:
    """The scorecards of a graded class, by student; who could not be graded has none. Raises UsageError for a folder that is no class."""
    shelf = Path(folder) / "scorecards"
    paths = {each.student: shelf / f"{each.file}.json" for each in read_class(Path(folder)).students}
    return {student: decode(path.read_bytes()) for student, path in paths.items() if path.is_file()}


def _submission(lesson: Lesson, path: str | Path | None, source: str | None) -> Submission:
    if (path is None) == (source is None):
        raise TypeError("grade a path, or a text as source=...: one of the two")
    if source is not None:
        return submission_of(lesson.facts.file, source.encode(), lesson)
    return read_submission(Path(path or ""), lesson)
