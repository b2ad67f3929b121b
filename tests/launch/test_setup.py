"""`launch/setup.sh`: which Python it finds, and how it recovers; mostly with a stand-in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from launch.assistant import ROOT

TOOLS = ("sh", "cat", "cmp", "cp", "dirname", "mkdir", "rm", "touch")
# Says what it is called for; has what LACKS names not, and does PIP in place of pip.
PYTHON = """#!/bin/sh
case "$*" in
    *import_module*) printf '%s' "${LACKS:-}" ;;
    -c*) ;;
    *) echo "$*" >>calls ;;
esac
case "$*" in
    "-m venv"*) mkdir -p "$3/bin" "$3/lib/python3.10/site-packages"; cp "$0" "$3/bin/python" ;;
    *"-m pip install"*) eval "${PIP:-:}" ;;
esac
"""
FOLDERS = ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")


class Machine:
    """A folder with the set-up in it, and a machine with only TOOLS."""

    def __init__(self, place: Path) -> None:
        self.home, self.programs, self.project = place / "home", place / "bin", place / "a project"
        for folder in (self.home, self.programs, self.project / "launch", self.project / "tests"):
            folder.mkdir(parents=True)
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found
            (self.programs / tool).symlink_to(found)
        shutil.copy(ROOT / "launch/environment.pth", self.project / "launch")
        script = (ROOT / "launch/setup.sh").read_text()
        for folder in FOLDERS:  # this machine may have a Python 3.10 of its own there
            assert f" {folder}/python3.10 " in script
            script = script.replace(f" {folder}/", f" {self.home}{folder}/")
        (self.project / "launch/setup.sh").write_text(script)
        for lock in ("requirements.txt", "tests/requirements-interface.txt"):
            (self.project / lock).write_text("# one\n")

    def put(self, path: Path, program: str = PYTHON) -> Path:
        """A program at `path`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(program)
        path.chmod(0o755)
        return path

    def set_up(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run it with nothing in the environment but `variables`."""
        environment = {"HOME": str(self.home), "PATH": str(self.programs), **variables}
        command = ["sh", str(self.project / "launch/setup.sh"), *arguments]
        return subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """What Python was called for since this was last asked."""
        file = self.project / "calls"
        lines = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return [next(word for word in ("venv", "pip", "encoder") if word in line) for line in lines]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """One that is set up."""
    machine.put(machine.programs / "python3.10")
    assert machine.set_up().returncode == 0
    assert machine.calls == ["venv", "pip", "encoder"]
    return machine


@pytest.mark.parametrize(
    "place",
    [
        ".pyenv/versions/3.10.13/bin/python3.10",
        ".local/share/uv/python/cpython-3.10.13-linux-x86_64-gnu/bin/python3.10",
    ],
)
def test_a_python_is_found_behind_a_shim_that_fails(machine: Machine, place: str) -> None:
    shim = "#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2; exit 127\n"
    machine.put(machine.programs / "python3.10", shim)
    machine.put(machine.home / place)
    ran = machine.set_up()
    assert (ran.returncode, ran.stderr) == (0, "")
    assert machine.calls == ["venv", "pip", "encoder"]


@pytest.mark.parametrize(
    ("variable", "value", "place"),
    [
        ("PYENV_ROOT", "else where", "else where/versions/3.10.2/bin/python3.10"),
        ("UV_PYTHON_INSTALL_DIR", "there", "there/cpython-3.10.2-macos-x/bin/python3.10"),
        ("XDG_DATA_HOME", "data", "data/uv/python/cpython-3.10.2-linux-x/bin/python3.10"),
        ("PYTHON", "my python", "my python"),
    ],
)
def test_a_python_is_found_where_a_variable_says(
    machine: Machine,
    variable: str,
    value: str,
    place: str,
) -> None:
    machine.put(machine.home / place)
    assert machine.set_up(**{variable: str(machine.home / value)}).returncode == 0


def test_what_uv_and_pyenv_say_is_believed(machine: Machine) -> None:
    python = machine.put(machine.home / "a/python3.10")
    uv = f"#!/bin/sh\n[ \"$*\" = 'python find 3.10' ] && echo '{python}'\n"
    machine.put(machine.programs / "uv", uv)
    assert machine.set_up().returncode == 0
    (machine.programs / "uv").unlink()
    shutil.rmtree(machine.project / ".venv")
    machine.put(machine.home / "root/versions/3.10.9/bin/python3.10")
    pyenv = f"#!/bin/sh\n[ \"$*\" = root ] && echo '{machine.home / 'root'}'\n"
    machine.put(machine.programs / "pyenv", pyenv)
    assert machine.set_up().returncode == 0


def test_a_home_is_not_needed(machine: Machine) -> None:
    machine.put(machine.programs / "python3.10")
    command = ["sh", machine.project / "launch/setup.sh"]
    subprocess.run(command, env={"PATH": str(machine.programs)}, check=True)


def test_without_a_python_it_says_how_to_get_one(machine: Machine) -> None:
    ran = machine.set_up()
    assert ran.returncode == 1
    assert "uv python install 3.10" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert not (machine.project / ".venv").exists()


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ("ensurepip ", "sudo apt-get install python3.10-venv"),
        ("sqlite3 ssl ", "was built without: sqlite3 ssl. "),
    ],
)
def test_what_a_python_lacks_is_said(machine: Machine, lacks: str, said: str) -> None:
    python = machine.put(machine.programs / "python3.10")
    ran = machine.set_up(LACKS=lacks)
    assert ran.returncode == 1
    assert ran.stderr.startswith("python3.10 ")
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert python.exists()
    assert machine.calls == []


def test_a_whole_python_is_taken_rather_than_one_that_lacks_something(machine: Machine) -> None:
    machine.put(machine.programs / "python3.10", PYTHON.replace("${LACKS:-}", "ensurepip "))
    machine.put(machine.home / ".pyenv/versions/3.10.13/bin/python3.10")
    assert machine.set_up().returncode == 0


def test_nothing_is_installed_twice(ready: Machine) -> None:
    ran = ready.set_up()
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert ready.calls == ["encoder"]


def test_a_changed_lock_is_installed_into_the_same_environment(ready: Machine) -> None:
    (ready.project / "requirements.txt").write_text("# two\n")
    assert ready.set_up().returncode == 0
    assert ready.calls == ["pip", "encoder"]


def test_the_tests_environment_is_made_only_where_asked_for(ready: Machine) -> None:
    assert not (ready.project / ".venv-interface").exists()
    assert ready.set_up("tests").returncode == 0
    assert ready.calls == ["venv", "pip", "encoder"]
    assert ready.set_up("tests").returncode == 0
    assert ready.calls == ["encoder"]


@pytest.mark.parametrize("killed", ["kill -9 $PPID $$", "kill -9 $$", "kill -TERM $PPID; exit 0"])
def test_an_installation_cut_off_half_way_is_begun_anew(machine: Machine, killed: str) -> None:
    machine.put(machine.programs / "python3.10")
    assert machine.set_up(PIP=killed).returncode != 0
    assert machine.calls == ["venv", "pip"]
    half = machine.project / ".venv/half"
    half.touch()
    assert machine.set_up().returncode == 0
    assert machine.calls == ["venv", "pip", "encoder"]
    assert not half.exists()


def test_an_upgrade_cut_off_half_way_is_begun_anew(ready: Machine) -> None:
    (ready.project / "requirements.txt").write_text("# two\n")
    assert ready.set_up(PIP="kill -9 $PPID $$").returncode != 0
    (ready.project / "requirements.txt").write_text("# one\n")
    ready.calls.clear()
    assert ready.set_up().returncode == 0
    assert ready.calls == ["venv", "pip", "encoder"]


def test_an_environment_cut_off_while_it_was_made_is_made_anew(machine: Machine) -> None:
    killed = PYTHON.replace('cp "$0" "$3/bin/python"', 'cp "$0" "$3/bin/python"; kill -9 $PPID $$')
    machine.put(machine.programs / "python3.10", killed)
    assert machine.set_up().returncode != 0
    machine.put(machine.programs / "python3.10")
    machine.calls.clear()
    assert machine.set_up().returncode == 0
    assert machine.calls == ["venv", "pip", "encoder"]


def test_packages_that_cannot_be_fetched_cost_no_environment(ready: Machine) -> None:
    (ready.project / "requirements.txt").write_text("# two\n")
    assert ready.set_up(PIP="exit 1").returncode == 1
    assert ready.calls == ["pip"]
    assert ready.set_up().returncode == 0
    assert ready.calls == ["pip", "encoder"]


def test_an_environment_whose_python_is_gone_is_made_anew(ready: Machine) -> None:
    (ready.project / ".venv/bin/python").unlink()
    assert ready.set_up().returncode == 0
    assert ready.calls == ["venv", "pip", "encoder"]


def test_settings_are_refreshed_where_they_changed(ready: Machine) -> None:
    installed = ready.project / ".venv/lib/python3.10/site-packages/tandem.pth"
    assert installed.read_text() == (ROOT / "launch/environment.pth").read_text()
    (ready.project / "launch/environment.pth").write_text("import os\n")
    assert ready.set_up().returncode == 0
    assert installed.read_text() == "import os\n"
    assert ready.calls == ["encoder"]


def test_with_a_real_python_it_works_too(machine: Machine) -> None:
    real = Path(sys.base_prefix, "bin/python3.10")
    found = machine.home / ".pyenv/versions/3.10.1/bin/python3.10"
    found.parent.mkdir(parents=True)
    found.symlink_to(real)
    package = machine.project / "tandem/encoder"
    package.mkdir(parents=True)
    (package / "install.py").write_text("import os; print(os.environ['RASA_TELEMETRY_ENABLED'])\n")
    variables = {"PATH": f"{machine.programs}:{os.environ['PATH']}", "PIP_NO_INDEX": "1"}
    shim = machine.put(machine.programs / "python3.10", "#!/bin/sh\nexit 127\n")
    ran = machine.set_up(**variables)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith("\nfalse\n")
    shim.unlink()
    # As in an activated environment that was cut off half-way.
    inside = f"{machine.project / '.venv/bin'}:{variables['PATH']}"
    (machine.project / ".venv/unfinished").touch()
    assert machine.set_up(**{**variables, "PATH": inside}).returncode == 0
