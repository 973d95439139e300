"""The wheel and the source archive hold everything: both work in a fresh environment, away from the sources."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Ann Lee is expected to meet Peter Novak in Paris on Friday."


def ran(*command: object, cwd: Path, input: str | None = None) -> str:
    """Standard output of a command that must succeed, run without the settings of this process."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(list(map(str, command)), cwd=cwd, input=input, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    ran(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    [found] = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the wheel installed."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder / "venv", with_pip=True)
    found = folder / "venv" / "bin" / "python"
    ran(found, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=folder)
    return found


def test_the_wheel_holds_code_grammars_and_licences_only(wheel: Path):
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    sources = [path.relative_to(ROOT).as_posix() for path in (ROOT / "eventrules").rglob("*.py")]
    grammars = [
        f"eventrules/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "grammars").rglob("*")
        if path.suffix != ".pyc" and path.is_file()
    ]
    assert sorted(name for name in names if ".dist-info/" not in name) == sorted([*sources, "eventrules/py.typed", *grammars])
    assert {name.rpartition("/")[2] for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE.md"}


def test_the_source_archive_holds_what_the_wheel_is_built_from(built: Path):
    [archive] = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "eventrules/py.typed", "grammars/en/english.rules"} <= names


def test_extraction_away_from_the_sources(python: Path, tmp_path: Path):
    command = python.with_name("eventrules")
    event = json.loads(ran(command, "extract", "--published", "2024-03-06", "--format", "jsonl", cwd=tmp_path, input=TEXT))
    assert (event["type"], event["time"]["start"], event["roles"]["place"][0]["name"]) == ("Meeting", "2024-03-08", "Paris")


def test_shipped_grammars_are_checked_away_from_the_sources(python: Path, tmp_path: Path):
    assert "all good" in ran(python, "-m", "eventrules", "check", cwd=tmp_path)


def test_nothing_comes_from_the_sources(python: Path, tmp_path: Path):
    program = (
        "import sys, eventrules, eventrules.testing; eventrules.Extractor.from_grammars()\n"
        "print(*(module.__file__ for name, module in sys.modules.items() if name.startswith('eventrules')), sep='\\n')"
    )
    places = [Path(line) for line in ran(python, "-c", program, cwd=tmp_path).split()]
    assert len(places) > 20
    assert all(place.is_relative_to(python.parents[1]) for place in places)


def test_type_checkers_know_what_users_get(python: Path, tmp_path: Path):
    pytest.importorskip("pyright", reason="comes with the lint group")
    sample = tmp_path / "sample.py"
    sample.write_text((ROOT / "tests" / "wheel" / "typed_sample.py").read_text("utf-8"), "utf-8")
    (tmp_path / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict"}), "utf-8")
    command = [sys.executable, "-m", "pyright", "--pythonpath", str(python), "--outputjson", "sample.py"]
    report = json.loads(subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout)
    assert [found["message"] for found in report["generalDiagnostics"]] == []
