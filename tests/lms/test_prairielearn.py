"""PrairieLearn's side: the script of docs/lms in a container of its own, as root, without a network."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from grader.course.lessons import Course
from grader.lms.package import gradescope_package
from tests.lms.gradescope_harness import CONTAINER, ENVIRONMENT, MOUNTS, Harness
from tests.lms.test_gradescope import as_root

SCRIPT = Path(__file__).parents[2] / "docs" / "lms" / "files" / "prairielearn.sh"
DLGRADE = '#!/bin/sh\nexec /opt/dlgrade/bin/python -P -c "from grader.cli import main; main()" "$@"\n'
CURIOUS = """
import glob
found = glob.glob("/course/*") + glob.glob("/grade/*/*")

def add(a, b):
    return found if found else a + b
"""


@as_root
def test_script_leaves_what_prairielearn_reads(toy_course: Course, tmp_path: Path) -> None:
    """The result of a right submission has score 1; its code sees neither the course nor what else the platform laid there."""
    package = gradescope_package(toy_course.lesson("lesson01"), language="en", minutes=10, python="3.12")
    harness = Harness(package, tmp_path / "harness")
    course, grade = tmp_path / "course", tmp_path / "grade"
    shutil.copytree(toy_course.root, course, ignore=shutil.ignore_patterns("lesson0[2-9]_*", "golden"))
    course.chmod(0o700)
    shutil.copy(SCRIPT, course)
    for name, text in (("student/add.py", CURIOUS), ("tests/secret.txt", "of the question")):
        (grade / name).parent.mkdir(parents=True)
        (grade / name).write_text(text)
    (tmp_path / "dlgrade").write_text(DLGRADE)
    (tmp_path / "dlgrade").chmod(0o755)

    words = [*CONTAINER, "--unshare-net", *harness.system(harness.packages), *MOUNTS]
    words += ["--bind", str(course), "/course", "--bind", str(grade), "/grade"]
    words += ["--ro-bind", str(tmp_path / "dlgrade"), "/opt/dlgrade/bin/dlgrade"]
    words += ["/bin/sh", "/course/prairielearn.sh", "lesson01"]
    environment = ENVIRONMENT | {"PATH": f"/opt/dlgrade/bin:{ENVIRONMENT['PATH']}", "DLGRADE_COURSE": "/course"}
    done = subprocess.run(
        words, env=environment | {"DLGRADE_OFFLINE": "1"}, capture_output=True, text=True, timeout=240
    )

    assert done.returncode == 0, done.stderr
    result = json.loads((grade / "results" / "results.json").read_bytes())
    assert (result["gradable"], result["score"]) == (True, 1)
    assert [(test["points"], test["output"]) for test in result["tests"]] == [(1, ""), (2, "")]

    (grade / "student" / "add.py").rename(grade / "student" / "add.docx")
    again = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=1200)

    assert again.returncode == 0, again.stderr
    result = json.loads((grade / "results" / "results.json").read_bytes())
    assert (result["gradable"], "add.docx" in result["format_errors"][0]) == (False, True)
