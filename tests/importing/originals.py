"""The original tools: which tests of an assignment each submission passes, by their own account."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

LIKENESSES = Path(__file__).parent / "likenesses"

# In one process, which forks for each submission: their modules have the same name.
PYTEST = """
import json, os, sys
import numpy, pytest, unittest
sys.dont_write_bytecode = True
class Plugin:
    def __init__(self):
        self.verdicts = {}
    def pytest_runtest_logreport(self, report):
        name = report.nodeid.split("::", 1)[1]
        self.verdicts[name] = self.verdicts.get(name, True) and report.passed
for folder in sys.argv[1:]:
    if not os.fork():
        sys.path.insert(0, folder)
        os.chdir(folder)
        plugin = Plugin()
        options = ["-q", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", folder, "-o", "python_files=test_*.py *_test.py"]
        pytest.main([*options, folder], plugins=[plugin])
        with open("verdicts.json", "w") as file:
            json.dump(plugin.verdicts, file)
        os._exit(0)
    os.wait()
"""


def module_submissions(name: str) -> dict[str, str]:
    """The source of the solution and of its wrong answers, by their names."""
    folder = LIKENESSES / name
    right = (folder / f"{name}.py").read_text()
    made = {"right": right}
    for wrong, changes in tomllib.loads((folder / "wrong.toml").read_text()).items():
        source = right
        for old, new in changes.items():
            assert old in source, f"{wrong}: nothing to change: {old}"
            source = source.replace(old, new)
        made[wrong] = source
    return made


def pytest_verdicts(name: str, folder: Path) -> dict[str, dict[str, bool]]:
    """What pytest says, which runs a unittest module as well: for each submission whether each test passes, by its own name."""
    folders = {wrong: folder / wrong for wrong in module_submissions(name)}
    for wrong, source in module_submissions(name).items():
        shutil.copytree(LIKENESSES / name, folders[wrong])
        (folders[wrong] / f"{name}.py").write_text(source)
    command = [sys.executable, "-c", PYTEST, *map(str, folders.values())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return {wrong: json.loads((path / "verdicts.json").read_text()) for wrong, path in folders.items()}
