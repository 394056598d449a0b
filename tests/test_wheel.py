"""The built wheel, not the source tree: what is installed reads an article, model and all."""

import os
import subprocess
import sys
import zipfile

import pytest

from conftest import ROOT

EXAMPLE = ROOT / "examples" / "harbour-talks.txt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "-q", "-w", str(out), str(ROOT)]
    subprocess.run(command, check=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    place = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as files:
        files.extractall(place)
    return place


def run(installed, *words, **options):
    """`python -m whence …` from the wheel's files; the source tree is not on the path."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-m", "whence", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=installed, check=False, **options)


def where(installed):
    """The file that `import whence` finds."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-c", "import whence; print(whence.__file__)"]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=installed, check=True).stdout


def test_the_wheel_holds_model_word_lists_and_types(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("encoder.onnx", "reader.onnx", "labels.json", "vocab.txt", "kinds.onnx", "SHA256SUMS", "CARD.md"):
        assert f"whence/models/attrib-en-1.1.0/{needed}" in names
    assert "whence/py.typed" in names
    assert any(name.endswith("lexicon/cues.toml") for name in names)
    assert not any(name.startswith(("tests", "training", "benchmarks")) for name in names)


def test_the_installed_package_reads_the_example(installed):
    done = run(installed, "read", str(EXAMPLE), "--jsonl")
    assert done.returncode == 0, done.stderr
    assert where(installed).startswith(str(installed))
    assert done.stdout.count("\n") == 1
    assert "Ingrid Solheim" in done.stdout


def test_two_runs_of_the_command_give_the_same_bytes_for_any_number_of_jobs(installed, tmp_path):
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    outputs = {run(installed, "read", str(tmp_path), "--jsonl", "--jobs", jobs).stdout for jobs in ("1", "2", "3", "1")}
    assert len(outputs) == 1
    assert outputs.pop().count("\n") == 4


def test_the_doctor_finds_everything_in_order(installed):
    done = run(installed, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "attrib-en-1.1.0" in done.stdout
