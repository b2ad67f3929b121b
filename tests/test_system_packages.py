"""`tests/install-system-packages.sh`, with stand-ins for what would change the machine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from launch.assistant import ROOT

SCRIPT = ROOT / "tests/install-system-packages.sh"
LINE = "sudo apt-get install -y --no-install-recommends"
APT = """#!/bin/sh
echo "$*" >>"{calls}"
echo "as apt says"
if read -r answer; then echo "asked" >>"{calls}"; fi
case "$*" in *" install "*) {install} ;; esac
"""


class Machine:
    """One without browser and Redis."""

    def __init__(self, place: Path, *, root: bool = True) -> None:
        self._programs, self._calls = place / "bin", place / "calls"
        self._programs.mkdir()
        for tool in ("sh", "cat", "env", "ls", "mktemp", "rm", "sed"):
            (self._programs / tool).symlink_to(shutil.which(tool) or "")
        self.has("id", f"#!/bin/sh\necho {0 if root else 1000}\n")
        self.has("service", f'#!/bin/sh\necho "service $*" >>"{self._calls}"\n')

    def has(self, name: str, program: str = "#!/bin/sh\n") -> None:
        (self._programs / name).write_text(program)
        (self._programs / name).chmod(0o755)

    def has_apt(self, install: str = ":") -> None:
        self.has("apt-get", APT.format(calls=self._calls, install=install))

    def install(self) -> tuple[int, str, str]:
        """Exit status, output and errors, for somebody who is there to be asked."""
        environment = {"PATH": str(self._programs)}
        ran = subprocess.run(
            ["sh", SCRIPT],
            env=environment,
            input="y\n" * 9,
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.returncode, ran.stdout, ran.stderr

    @property
    def calls(self) -> list[str]:
        return self._calls.read_text().splitlines() if self._calls.exists() else []


def test_nothing_is_done_where_all_is_there(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.has_apt()
    machine.has("chromium")
    machine.has("redis-server")
    assert machine.install() == (0, "", "")
    assert machine.calls == []


def test_root_gets_what_is_missing_and_is_asked_nothing(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.has_apt()
    assert machine.install() == (0, "Installing what the tests need: chromium redis-server.\n", "")
    update, install, service = machine.calls
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends chromium redis-server")
    assert service == "service redis-server stop"


def test_sudo_is_used_where_it_asks_nothing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, root=False)
    machine.has_apt()
    machine.has("chromium")
    machine.has("sudo", '#!/bin/sh\n[ "$1" = -n ] && shift && exec "$@"\n')
    machine.has("true")
    assert machine.install() == (0, "Installing what the tests need: redis-server.\n", "")
    assert len(machine.calls) == 3


@pytest.mark.parametrize("sudo", [True, False])
def test_others_are_told_the_line_to_run(tmp_path: Path, sudo: bool) -> None:
    machine = Machine(tmp_path, root=False)
    machine.has_apt()
    if sudo:
        machine.has("sudo", "#!/bin/sh\necho 'sudo: a password is required' >&2; exit 1\n")
    assert machine.install() == (1, "", f"{LINE} chromium redis-server\n")
    machine.has("chromium")
    assert machine.install() == (1, "", f"{LINE} redis-server\n")
    assert machine.calls == []


def test_an_installation_that_fails_is_tried_once_more_with_new_lists(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.has_apt(f'[ -e "{tmp_path}/tried" ] || {{ : >"{tmp_path}/tried"; exit 100; }}')
    code, _, said = machine.install()
    assert (code, said) == (0, "")
    commands = [call.split()[3] for call in machine.calls[:4]]
    assert commands == ["update", "install", "update", "install"]


def test_what_apt_says_is_shown_where_it_fails(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.has_apt("exit 100")
    code, _, said = machine.install()
    assert code == 1
    assert "as apt says" in said
    assert len(machine.calls) == 4


def test_without_apt_the_missing_programs_are_named(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    code, out, said = machine.install()
    assert (code, out) == (1, "")
    assert ": chromium redis-server. " in said
    assert said.count("\n") == 1


def test_make_test_does_nothing_before_it(tmp_path: Path) -> None:
    said = subprocess.check_output(["make", "-n", "-j4", "test"], cwd=ROOT, text=True)
    order = ("install-system-packages.sh", "launch/setup.sh", "launch.train --where-needed")
    places = [said.index(step) for step in (*order, "setup.sh tests", "pytest")]
    assert places == sorted(places)
