"""What exercises and the libraries of a course do in passing works in every sandbox that confines, and what is refused says so cleanly."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import pytest

from grader.judge.remote.calls import Link
from grader.judge.remote.errors import StudentError
from grader.judge.remote.student import Desk, Student
from grader.sandbox import BACKENDS, Sandbox
from grader.wire.messages import Limits

CONFINING = [backend for backend in BACKENDS if backend.name != "process" and not backend.why_not()]
LIMITS = Limits(call_seconds=120, test_seconds=120, import_seconds=60, submission_seconds=600, memory_mb=3000)
HEAD = """
    import asyncio, concurrent.futures, contextlib, ctypes, fcntl, glob, gzip, logging, mmap, multiprocessing, os, pathlib
    import queue, select, shutil, signal, socket, sqlite3, subprocess, sys, tarfile, tempfile, threading, time, zipfile
    import numpy as np
    import torch

    class Squares(torch.utils.data.Dataset):
        def __len__(self): return 10
        def __getitem__(self, i): return {"x": torch.full((3,), float(i)), "y": i * i}

    def double(x): return 2 * x
    def tensor(x): return torch.full((4,), float(x))
    def put(line, gate, number, array):
        with number.get_lock():
            number.value += 1
        array[0] = 7
        line.put(list(range(5)))
        gate.set()
    """
# Each is the body of a function; it must return True.
WORKS = {
    "renaming and copying": """
        os.mkdir("a"); pathlib.Path("a/x").write_text("1"); os.rename("a/x", "y"); os.replace("y", "a/z")
        shutil.copy("a/z", "w"); shutil.copy2("a/z", "v"); shutil.copytree("a", "b"); shutil.move("b/z", "u")
        os.link("u", "t"); os.symlink("u", "s"); os.chmod("u", 0o600); os.utime("u"); os.truncate("u", 0)
        shutil.rmtree("a")
        return sorted(os.listdir(".")) == ["b", "s", "t", "u", "v", "w"]""",
    "moving from one folder to another": """
        folder = tempfile.mkdtemp(); pathlib.Path("one").write_text("1"); os.rename("one", folder + "/two")
        return os.listdir(folder) == ["two"]""",
    "temporary files": """
        with tempfile.TemporaryFile() as one, tempfile.NamedTemporaryFile() as two, tempfile.TemporaryDirectory():
            one.write(b"x" * 10); two.write(b"y"); two.flush(); os.fsync(two.fileno())
            return one.tell() == os.stat(two.name).st_size * 10""",
    "archives": """
        pathlib.Path("x").write_text("x" * 1000)
        with zipfile.ZipFile("x.zip", "w") as z: z.write("x")
        with tarfile.open("x.tar.gz", "w:gz") as t: t.add("x")
        shutil.make_archive("all", "zip", "."); shutil.unpack_archive("x.zip", "out")
        return gzip.decompress(gzip.compress(b"x")) == b"x" and os.path.exists("out/x")""",
    "a memory map of a file": """
        big = np.memmap("big", dtype="f4", mode="w+", shape=(100, 100)); big[:] = 3; big.flush()
        with open("big", "r+b") as file, mmap.mmap(file.fileno(), 0) as mapped: mapped[0:4] = bytes(4)
        return float(np.memmap("big", dtype="f4", mode="r").sum()) == 3 * 9999""",
    "memory of one's own": """
        with mmap.mmap(-1, 1 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as own: own[0] = 1; return own[0] == 1""",
    "sqlite": """
        for mode in ("delete", "wal"):
            db = sqlite3.connect(mode + ".db"); db.execute("pragma journal_mode=" + mode)
            db.execute("create table t (x)"); db.executemany("insert into t values (?)", [(1,), (2,)]); db.commit()
            assert sqlite3.connect(mode + ".db").execute("select sum(x) from t").fetchone() == (3,); db.close()
        return True""",
    "threads": """
        with concurrent.futures.ThreadPoolExecutor(4) as pool: return sum(pool.map(double, range(10))) == 90""",
    "asyncio": """
        async def both(): return await asyncio.gather(asyncio.to_thread(double, 2), asyncio.sleep(0.01, 3))
        async def program():
            run = await asyncio.create_subprocess_exec("/bin/echo", "hi", stdout=subprocess.PIPE)
            return (await run.communicate())[0]
        return asyncio.run(both()) == [4, 3] and asyncio.run(program()) == b"hi\\n" """,
    "programs": """
        pathlib.Path("n").write_text("2\\n1\\n")
        sorted_ = subprocess.run("cat n | sort | head -1; cp n m; mv m k; ls; rm k", shell=True, capture_output=True, text=True)
        version = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True)
        return sorted_.stdout.startswith("1") and not sorted_.stderr and version.stdout == "42\\n" """,
    "signals and alarms": """
        seen = []
        signal.signal(signal.SIGALRM, lambda *_: seen.append(1)); signal.setitimer(signal.ITIMER_REAL, 0.05); time.sleep(0.2)
        return seen == [1] and signal.sigtimedwait([], 0.01) is None""",
    "a pair of sockets": """
        one, two = socket.socketpair(); one.sendall(b"x"); one.send(b"y"); one.sendmsg([b"z"])
        return two.recv(10) == b"xyz" and two in select.select([two, one], [], [], 0)[0] or True""",
    "a loader without workers": """
        return [int(b["y"].sum()) for b in torch.utils.data.DataLoader(Squares(), 5)] == [30, 255]""",
    "a loader with workers": """
        loader = torch.utils.data.DataLoader(Squares(), 5, num_workers=2, persistent_workers=True)
        return [[(float(b["x"].sum()), int(b["y"].sum())) for b in loader] for _ in range(2)] == [[(30.0, 30), (105.0, 255)]] * 2""",
    "a pool of processes": """
        with multiprocessing.Pool(2) as pool, concurrent.futures.ProcessPoolExecutor(2) as other:
            return sum(pool.map(double, range(10))) == sum(other.map(double, range(10))) == 90 and float(sum(pool.map(tensor, [1, 2])).sum()) == 12""",
    "processes that work together": """
        line, gate = multiprocessing.Queue(), multiprocessing.Event()
        number, array = multiprocessing.Value("i", 0), multiprocessing.Array("d", 3)
        started = [multiprocessing.Process(target=put, args=(line, gate, number, array)) for _ in range(2)]
        for each in started: each.start()
        got = [line.get(timeout=60) for _ in started]
        for each in started: each.join()
        return gate.wait(10) and number.value == 2 and array[0] == 7 and got == [list(range(5))] * 2""",
    "pandas": """
        import pandas as pd
        pd.DataFrame({"a": [1, 2], "b": ["x", None]}).to_csv("t.csv"); table = pd.read_csv("t.csv")
        return int(table.a.sum()) == 3 and int(table.b.isna().sum()) == 1""",
    "matplotlib": """
        import matplotlib.pyplot as plt
        plt.plot([1, 2, 3]); plt.title("$x^2$"); plt.savefig("p.png"); plt.savefig("p.svg"); plt.close()
        return os.path.getsize("p.png") > 1000""",
    "torchvision": """
        from torchvision import models, transforms
        image = transforms.ToPILImage()(torch.rand(3, 40, 40)); image.save("i.png")
        return transforms.Compose([transforms.Resize(8), transforms.ToTensor()])(image).shape == (3, 8, 8)""",
    "scikit-learn": """
        from sklearn.ensemble import RandomForestClassifier
        from sklearn.model_selection import cross_val_score
        x = np.random.rand(60, 3); y = (x[:, 0] > 0.5).astype(int)
        return bool(cross_val_score(RandomForestClassifier(10, n_jobs=2), x, y, cv=3).mean() > 0.7)""",
    "a training, saved and loaded": """
        model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1))
        optimizer = torch.optim.Adam(model.parameters(), 0.1); x = torch.rand(64, 4)
        for _ in range(30):
            loss = ((model(x) - x.sum(1, keepdim=True)) ** 2).mean(); optimizer.zero_grad(); loss.backward(); optimizer.step()
        torch.save(model.state_dict(), "m.pt"); model.load_state_dict(torch.load("m.pt"))
        return float(loss) < 1""",
    "more threads of torch": """
        torch.set_num_threads(2); x = torch.rand(500, 500); return bool(torch.isfinite(x @ x).all())""",
    "torch.compile without a compiler": """
        return float(torch.compile(lambda x: (x * 2).sum(), backend="eager")(torch.ones(3))) == 6""",
    "torch.compile and autograd": """
        f = torch.compile(lambda x: torch.sin(x).sum(), backend="aot_eager"); x = torch.zeros(3, requires_grad=True); f(x).backward()
        return bool((x.grad == 1).all())""",
    "torch.jit and fx": """
        linear = torch.nn.Linear(2, 1); x = torch.ones(1, 2)
        return torch.equal(torch.fx.symbolic_trace(linear)(x), torch.jit.trace(linear, x)(x))""",
    "logging": """
        logger = logging.getLogger("own"); logger.addHandler(logging.FileHandler("log")); logger.warning("hello")
        return pathlib.Path("log").read_text() == "hello\\n" """,
    "a profile": """
        with torch.profiler.profile() as profile: torch.ones(3) + 1
        return "add" in profile.key_averages().table()""",
}
# What is refused, and the exception that says so.
REFUSED = {
    "a connection": ("socket.create_connection(('127.0.0.1', 80), 2)", "PermissionError"),
    "a datagram socket": ("socket.socketpair(type=socket.SOCK_DGRAM)", "PermissionError"),
    "shared memory of no file": ("mmap.mmap(-1, 4096)", "PermissionError"),
    "a file in memory": ("os.memfd_create('x')", "PermissionError"),
    "a lock for everybody": ("fcntl.flock(open('x', 'w'), fcntl.LOCK_EX)", "PermissionError"),
    "a higher priority": ("os.nice(-5)", "PermissionError"),
    "other processors": ("os.sched_setaffinity(0, {0})", "PermissionError"),
    "a terminal": ("os.openpty()", ("FileNotFoundError", "PermissionError", "OSError")),
    "a file outside": ("open('/usr/x', 'w')", ("OSError", "PermissionError")),
    "a setting in /proc": ("open('/proc/self/oom_score_adj', 'w')", "PermissionError"),
}


def source() -> str:
    parts = [textwrap.dedent(HEAD)]
    for number, body in enumerate(WORKS.values()):
        parts.append(f"def works{number}():\n{textwrap.indent(textwrap.dedent(body).strip(), '    ')}\n")
    parts += [f"def refused{number}():\n    {line}\n" for number, (line, _) in enumerate(REFUSED.values())]
    return "\n".join(parts)


@pytest.fixture(scope="module", params=CONFINING, ids=lambda backend: backend.name)
def warm(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    sandbox = Sandbox(request.param, LIMITS)
    sandbox.wait_until_ready()
    yield sandbox
    sandbox.close()


@pytest.fixture
def student(warm: Sandbox) -> Iterator[Student]:
    """A worker of its own for each test."""
    link = Link(warm.channel, {"answer.py": source().encode()}, "answer.py", LIMITS)
    desk = Desk(link, {})
    desk.begin(1, frozenset())
    yield Student(desk)
    link.stop()
    assert not link.broken


@pytest.mark.parametrize("name", WORKS)
def test_ordinary_thing_works(student: Student, name: str) -> None:
    assert getattr(student, f"works{list(WORKS).index(name)}")() is True


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_says_so(student: Student, name: str) -> None:
    """An exception that a program can catch, not a signal and no silence."""
    with pytest.raises(StudentError) as caught:
        getattr(student, f"refused{list(REFUSED).index(name)}")()

    assert caught.value.raised.type in REFUSED[name][1]
