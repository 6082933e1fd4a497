"""Publishes a graded class: each score once, whatever interrupts it, and all of them read back in the end."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from grader.classroom.classes import Class, lesson_of, read_class
from grader.classroom.grade_book import grade_book
from grader.classroom.grades import Grade
from grader.classroom.store import Store
from grader.classroom.tables import plain
from grader.course.lessons import Course, Lesson
from grader.errors import said_by
from grader.lms.left_out import LeftOut, left_out
from grader.lms.lti.client import Client, PlatformRefused
from grader.lms.lti.journal import Journal, Sent
from grader.lms.lti.roster import names_in, read_roster
from grader.lms.lti.service import PlatformScore, find_or_make, post_score, results
from grader.lms.results import Result, notes_of, twice_late
from grader.reports.grade_lines import grade_text
from grader.scorecard import Scorecard
from grader.sentences import Line, Text, default_language, speaker, text

__all__ = ["ABOUT_ALL", "Published", "given_by_a_person", "publish", "same_score", "score_to_send", "waiting_score"]

ABOUT_ALL = (0, 401, 403, 429)  # these answers, and 5xx, say that nothing will go through; others are about one score
NEAR = Decimal("0.01")  # so much of a point platforms keep and show


class Published(Struct, frozen=True):
    """line_item: its address. sent: whose score went out, or would in a dry run. already: whose the platform had before.

    notes: what a teacher should know of the class, and whose score the platform cuts to its maximum."""

    line_item: str
    sent: list[str]
    already: list[str]
    left_out: list[LeftOut]
    notes: list[str] = []


def publish(folder: Path, course: Course, client: Client, *, dry: bool = False, override: bool = False) -> Published:
    """Send every score that the platform has not got, and compare with what it shows then. dry: ask only.

    override: also over a score that a person gave there; else that one stays, and is named.

    Raises UsageError when the class is not there, and Refused when the platform lets us do nothing of it.
    """
    graded = read_class(folder)
    with Store(folder) as store:
        lesson = lesson_of(graded.lesson, folder, course)
        book = grade_book(graded, course, folder)
        grades = book.grades
        users, nobody = _users(client, graded, grades)
        line_item = find_or_make(client, lesson, dry)
        shown = results(client, line_item) if line_item else {}
        journal = Journal(folder / "lti.jsonl")
        language = store.settings.language if store.settings else "en"
        scores = [
            score_to_send(grade, store.cards.card(grade.file), lesson, line_item, users[grade.student], language)
            for grade in grades
            if grade.student in users
        ]
        theirs = {
            score.user: shown[score.user]
            for score in scores
            if given_by_a_person(score, journal, shown.get(score.user))
        }
        waiting = [waiting_score(score, journal, shown, override and score.user in theirs) for score in scores]
        queue = [score for score in waiting if score and (override or score.user not in theirs)]
        failed = [] if dry else _send(client, journal, line_item, queue)
    queued, refused = ({each.student for each in several} for several in (queue, failed))
    sent = [each.student for each in queue if each.student not in refused]
    kept = [] if override else [each for each in scores if each.user in theirs]
    nobody += [left_out(each.student, _kept(each, theirs[each.user])) for each in kept]
    already = [each.student for each in scores if each.student not in queued and each not in kept]
    notes = notes_of(folder, book, graded.lesson, language) + twice_late(grades)
    notes += _beyond(scores, {each.student for each in kept})
    return Published(line_item, sent, already, nobody + failed, notes)


def _beyond(scores: list[Sent], kept: set[str]) -> list[str]:
    """Whose score is beyond the maximum: most platforms cut it."""
    beyond = [each for each in scores if each.score > each.maximum and each.student not in kept]
    return [
        speaker(default_language())("platform.beyond", student=each.student, score=_of(each.score, each.maximum))
        for each in beyond
    ]


def _kept(ours: Sent, theirs: PlatformScore) -> Text:
    return text(
        "platform.kept", theirs=_of(theirs.score, theirs.maximum or Decimal(0)), ours=_of(ours.score, ours.maximum)
    )


def _of(score: Decimal, maximum: Decimal) -> Text:
    return text("platform.score", score=plain(score), most=plain(maximum))


def given_by_a_person(score: Sent, journal: Journal, shown: PlatformScore | None) -> bool:
    """Whether what the platform shows is neither this score nor one that we sent."""
    ours = (score, journal.last(score.line_item, score.user), journal.done(score.line_item, score.user))
    return shown is not None and not any(each and same_score(shown, each) for each in ours)


def _users(client: Client, graded: Class, grades: list[Grade]) -> tuple[dict[str, str], list[LeftOut]]:
    """The platform's ids of those who have a score, and who has a grading but no id, or the other way round."""
    users, why = read_roster(client).matched(names_in(graded))
    nobody = []
    for grade in grades:
        if grade.score is None:
            users.pop(grade.student, None)
            if grade.outcome != "not handed in":
                nobody.append(Result(grade).left_out)
        elif grade.student in why:
            nobody.append(left_out(grade.student, why[grade.student]))
    return users, nobody


def score_to_send(
    grade: Grade, card: Scorecard | None, lesson: Lesson, line_item: str, user: str, language: str
) -> Sent:
    """The score and a line a task, without a word of the student's; its time is set when it is queued."""
    say, lines = speaker(language), []
    for task in card.tasks if card else []:
        most = grade.most.get(task.number, task.max_score)
        points = f"{plain(grade.tasks.get(task.number, task.score))} / {plain(most)}"
        lines.append(f"{say('report.task', number=task.number, title=task.title)}: {points}")
    lines += grade_text(grade, card, language)
    whole = sum((task.points for task in lesson.facts.tasks), Decimal(0))
    return Sent(
        line_item=line_item,
        user=user,
        student=grade.student,
        score=grade.score or Decimal(0),
        maximum=grade.max_score or whole,
        comment="\n".join(lines),
        submitted=grade.handed_in,
    )


def waiting_score(score: Sent, journal: Journal, shown: dict[str, PlatformScore], again: bool) -> Sent | None:
    """The score as it must be sent, None where the platform has it. again: a person has put another one in its place.

    One that was begun and not ended goes out with the time that it had: then a platform that has it after all says so.
    """
    last = journal.last(score.line_item, score.user)
    if last is None or again or not last.says_as(score):
        return replace(score, time=journal.time_after(last))
    return None if last.done or same_score(shown.get(score.user), last) else last


def _send(client: Client, journal: Journal, line_item: str, queue: list[Sent]) -> list[LeftOut]:
    """Send them one by one, each on disk before and after; then read back. Who is not there as sent is returned."""
    refused: dict[str, Line] = {}
    for sent in queue:
        journal.write(sent)
        try:
            post_score(client, sent)
        except PlatformRefused as error:
            if error.status in ABOUT_ALL or error.status >= 500:
                raise
            refused[sent.user] = said_by(error)  # or it has the score already: what it shows will tell
        else:
            journal.write(replace(sent, done=True))
    failed = []
    shown = results(client, line_item) if queue else {}
    for sent in queue:
        theirs = shown.get(sent.user)
        if same_score(theirs, sent):
            if sent.user in refused:
                journal.write(replace(sent, done=True))
            continue
        shows = _of(theirs.score, theirs.maximum or Decimal(0)) if theirs else text("platform.no_score")
        failed.append(left_out(sent.student, refused.get(sent.user) or text("platform.sent_not_shown", shows=shows)))
    return failed


def same_score(theirs: PlatformScore | None, sent: Sent) -> bool:
    """Whether the platform shows this score, on its own scale, as far as it keeps it, and cut to its maximum where it is more."""
    if theirs is None or not theirs.maximum:
        return False
    score = theirs.score * sent.maximum / theirs.maximum
    cut = min(sent.score, sent.maximum)
    return abs(score - sent.score) <= NEAR or abs(score - cut) <= NEAR
