"""A cluster grades as this machine does, and a worker that dies costs nobody anything."""

from __future__ import annotations

import io
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath

import pytest
import yaml
from distributed import Client

from grader.classroom.grading import RoundProgress, grade_class
from grader.course.lessons import Lesson
from grader.devices import CPU
from grader.engine.cluster import cluster, pack
from grader.engine.schedule import CrewGone
from grader.errors import UsageError
from grader.scorecard import decode
from grader.sentences import Line
from tests.class_folder import RIGHT, WRONG, Classroom
from tests.engine.dask_cluster import Cluster

FILES = Path(__file__).parents[2] / "docs" / "cluster"


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, str]]:
    """A scheduler with three workers, and its address."""
    here = Cluster(tmp_path_factory.mktemp("dask"))
    for _ in range(3):
        here.add_worker()
    with Client(scheduler_file=str(here.file), timeout=1200) as client:
        client.wait_for_workers(3, timeout=1200)
        address = client.scheduler.address
    yield here, address
    here.close()


def documents(out: Path) -> dict[str, object]:
    return {path.name: decode(path.read_bytes()).without_times() for path in (out / "scorecards").iterdir()}


def test_cluster_gives_the_same_scorecards_though_a_worker_is_killed(
    classroom: Classroom, dask: tuple[Cluster, str], tmp_path: Path
) -> None:
    """One of three worker processes ends without a warning after the first scorecard."""
    here, address = dask
    for number in range(8):
        (classroom.submissions / f"s{number}.py").write_text(f"{(RIGHT, WRONG)[number % 2]}# {number}\n")

    places = set()

    def kill(progress: RoundProgress) -> None:
        places.update([progress.where] if progress.card else [])
        if progress.card and progress.done == 1:
            here.processes[1].send_signal(signal.SIGKILL)

    asked = classroom.request(seed=5)
    grade_class(replace(asked, crew=cluster(address, asked.lesson)), kill)
    assert places
    assert all(where.startswith("tcp://127.0.0.1:") for where in places)
    graded = documents(classroom.out)
    key = (classroom.out / "secret.key").read_text()
    shutil.rmtree(classroom.out)
    classroom.out.mkdir()
    (classroom.out / "secret.key").write_text(key)  # the same draws
    classroom.grade(seed=5)
    assert graded == documents(classroom.out)
    assert here.processes[1].wait(60) == -signal.SIGKILL


def test_nothing_of_the_lesson_stays_on_the_workers(classroom: Classroom, dask: tuple[Cluster, str]) -> None:
    """The suite is gone when the class is graded."""
    here, address = dask
    before = set(here.folder.rglob("test_add.py"))  # a killed worker could clear up nothing
    asked = classroom.request()
    grade_class(replace(asked, crew=cluster(address, asked.lesson)), lambda *_: None)
    assert set(here.folder.rglob("test_add.py")) == before


def test_the_workers_say_which_sandbox_there_is(add: Lesson, dask: tuple[Cluster, str]) -> None:
    """The coordinator's own machine need not have one; a name that no worker knows is wrong use."""
    with cluster(dask[1], add) as crew:
        assert crew.surroundings("process", "cpu", False) == ("process", CPU)
        with pytest.raises(UsageError, match="No sandbox is called 'none'"):
            crew.surroundings("none", "auto", False)


def test_pack_holds_the_lesson_and_no_other(classroom: Classroom, add: Lesson) -> None:
    """Two folders, the course's own file and the catalogue of the data sets; nothing of other lessons or submissions."""
    names = [PurePath(name).parts for name in zipfile.ZipFile(io.BytesIO(pack(add))).namelist()]
    assert ("solutions", "lesson01_add", "suite", "test_add.py") in names
    assert {parts[0] for parts in names} == {"course.toml", "datasets", "exercises", "solutions"}
    assert {parts[1] for parts in names if parts[0] in ("exercises", "solutions")} == {"lesson01_add"}


def test_scheduler_that_is_not_there_is_wrong_use(add: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.engine.cluster.ANSWER_SECONDS", 1)
    with pytest.raises(UsageError, match=r"dlgrade docs cluster"), cluster("tcp://127.0.0.1:9", add):
        pass


def test_without_dask_the_message_says_what_to_install() -> None:
    code = "import sys; sys.modules['distributed'] = None; import grader.engine.cluster"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "pip install 'dlgrade[cluster]'" in done.stderr


def options_of(command: str) -> str:
    module = f"distributed.cli.dask_{command}"
    return subprocess.run([sys.executable, "-m", module, "--help"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("file", ["kubernetes.yaml", "ssh.sh"])
def test_files_for_clusters_use_options_that_exist(file: str) -> None:
    """Each `--option` behind `dask worker` and `dask scheduler` is one of the installed Dask's."""
    text = (FILES / file).read_text()
    for command in ("worker", "scheduler"):
        known = options_of(command)
        used = [
            word for line in re.findall(rf"dask[\",]* {command}\b(.*)", text) for word in re.findall(r"--[a-z-]+", line)
        ]
        assert used
        assert [word for word in used if word not in known] == []


def test_manifest_for_kubernetes_is_whole() -> None:
    """The service leads to the scheduler, and the policy covers the workers."""
    objects = {item["kind"]: item for item in yaml.safe_load_all((FILES / "kubernetes.yaml").read_text())}
    assert objects["Service"]["spec"]["selector"] == {"app": "dlgrade-scheduler"}
    assert objects["NetworkPolicy"]["spec"]["podSelector"] == objects["Deployment"]["spec"]["selector"]


def test_script_for_slurm_compiles() -> None:
    compile((FILES / "slurm.py").read_text(), "slurm.py", "exec")


def test_worker_of_another_version_is_given_nothing(
    classroom: Classroom, dask: tuple[Cluster, str], tmp_path: Path
) -> None:
    """Though it joins in the middle, is always idle, and would swallow what is left."""
    here, address = dask
    for number in range(8):
        (classroom.submissions / f"s{number}.py").write_text(f"{RIGHT}# {number}\n")

    def join(progress: RoundProgress) -> None:
        if progress.card and progress.done == 1:
            here.add_worker(version="0.0.9")
            with Client(address) as client:
                client.wait_for_workers(len(client.nthreads()) + 1, timeout=1200)

    asked = classroom.request(seed=5)
    graded = grade_class(replace(asked, crew=cluster(address, asked.lesson)), join)
    here.processes[-1].terminate()
    here.processes.pop().wait(60)
    cards = [decode(path.read_bytes()) for path in (classroom.out / "scorecards").iterdir()]
    assert [card.outcome for card in cards] == ["graded"] * 11
    assert not any(each.fault for each in graded.students)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Cluster, str]]:
    """A scheduler without workers."""
    here = Cluster(tmp_path / "dask")
    with Client(scheduler_file=str(here.file), timeout=1200) as client:
        address = client.scheduler.address
    yield here, address
    here.close()


def test_nobody_to_grade_is_said_and_said_again(
    add: Lesson, own: tuple[Cluster, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Soon, and not after ten minutes; only workers of another version are none."""
    here, address = own
    for name, seconds in (
        ("TELL_SECONDS", 1),
        ("TELL_AGAIN", 1),
        ("JOIN_SECONDS", 4),
        ("COUNT_SECONDS", 0.1),
        ("REFUSED_SECONDS", 4),
    ):
        monkeypatch.setattr(f"grader.engine.cluster.{name}", seconds)
    told: list[Line] = []
    with cluster(address, add, told.append) as crew:
        with pytest.raises(UsageError, match="No worker has joined"):
            crew.surroundings("auto", "cpu", False)
        assert len(told) >= 2
        here.add_worker(version="0.0.9")
        with Client(address) as client:
            client.wait_for_workers(1, timeout=1200)
        with pytest.raises(UsageError, match=r"cannot grade: .*it has dlgrade 0\.0\.9"):
            crew.surroundings("auto", "cpu", False)


def test_one_that_cannot_grade_keeps_nobody_from_waiting_for_others(
    add: Lesson, own: tuple[Cluster, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker of another version comes first: it is told, and the one that joins after it grades."""
    here, address = own
    monkeypatch.setattr("grader.engine.cluster.TELL_SECONDS", 0.1)
    monkeypatch.setattr("grader.engine.cluster.REFUSED_SECONDS", 1200)
    here.add_worker(version="0.0.9")
    with Client(address) as client:
        client.wait_for_workers(1, timeout=1200)
    told: list[str] = []

    def tell(line: Line) -> None:
        told.append(str(line))
        if "cannot grade" in told[-1] and len(here.processes) == 2:
            here.add_worker()

    with cluster(address, add, tell) as crew:
        assert crew.surroundings("auto", "cpu", False)
    assert any("it has dlgrade 0.0.9" in each and "Waiting" in each for each in told)


def test_another_worker_takes_over_from_the_only_one(classroom: Classroom, own: tuple[Cluster, str]) -> None:
    """It dies, and its restart has another address: no order waits for the old one."""
    here, address = own
    here.add_worker()

    def restart(progress: RoundProgress) -> None:
        if progress.card and progress.done == 1:
            here.processes[1].kill()
            here.processes[1].wait(60)
            here.add_worker()

    asked = classroom.request()
    graded = grade_class(replace(asked, crew=cluster(address, asked.lesson)), restart)
    cards = [decode(path.read_bytes()) for path in (classroom.out / "scorecards").iterdir()]
    assert [card.outcome for card in cards] == ["graded"] * 3
    assert not any(each.fault for each in graded.students)


def test_scheduler_that_dies_is_named(
    classroom: Classroom, own: tuple[Cluster, str], capfd: pytest.CaptureFixture[str]
) -> None:
    """In one sentence. No submission is called faulty for it; the same class goes on where it was."""
    here, address = own
    here.add_worker()

    def kill(progress: RoundProgress) -> None:
        if progress.card and progress.done == 1:
            here.processes[0].kill()
            here.processes[0].wait(60)

    asked = classroom.request()
    with pytest.raises(CrewGone, match=f"The scheduler at {address} is gone"):
        grade_class(replace(asked, crew=cluster(address, asked.lesson)), kill)
    assert "Traceback" not in capfd.readouterr().err
    cards = [decode(path.read_bytes()) for path in (classroom.out / "scorecards").iterdir()]
    assert cards
    assert {card.outcome for card in cards} == {"graded"}
    classroom.grade()
    assert len(classroom.asked) == 3 - len(cards)
