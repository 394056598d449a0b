"""`whence doctor`: sound on a sound installation, and naming what is not."""

import io
import json
import shutil
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version

import pytest
from click.testing import CliRunner

from whence import doctor
from whence.cli import main
from whence.tagger import weights
from whence.version import VERSION


def run(*options):
    return CliRunner().invoke(main, ["doctor", *options])


def unsound():
    return {each.name: each.found for each in doctor.examine() if not each.sound}


@pytest.fixture
def utf8(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))


@pytest.fixture
def model(tmp_path, monkeypatch):
    """A copy of the packaged model, found where the packaged one would be."""
    copy = tmp_path / weights.NAME
    shutil.copytree(weights.folder(), copy)
    monkeypatch.setattr(weights, "folder", lambda: copy)
    return copy


def test_a_sound_installation_exits_0_and_every_line_says_ok():
    result = run()
    assert result.exit_code == 0
    assert result.stderr == ""
    assert [line[:5] for line in result.stdout.splitlines()] == ["ok   "] * len(doctor.examine())


def test_the_same_findings_come_in_the_same_order_as_json():
    result = run("--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert list(found) == [each.name for each in doctor.examine()]
    assert all(each["sound"] is True for each in found.values())
    assert found["whence"]["found"] == VERSION
    assert found["model"]["found"] == weights.NAME
    assert found["weights sha256"]["found"] == weights.packaged().sha256
    assert found["SQLite"]["found"] == sqlite3.sqlite_version
    for library in doctor.LIBRARIES:
        assert found[library]["found"] == version(library)


def shorter(path):
    path.write_bytes(path.read_bytes()[:-1])


def rewritten(data):
    return lambda path: path.write_bytes(data)


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("encoder.onnx", shorter, "encoder.onnx"),
        ("vocab.txt", shorter, "vocab.txt"),
        ("labels.json", rewritten(b"{}"), "labels.json"),
        ("reader.onnx", lambda path: path.unlink(), "reader.onnx"),
        ("", shutil.rmtree, "no model at"),
        ("SHA256SUMS", lambda path: path.unlink(), "no model at"),
        ("SHA256SUMS", rewritten(b""), "SHA256SUMS"),
        ("SHA256SUMS", rewritten(b"torn"), "SHA256SUMS"),
        ("SHA256SUMS", rewritten(b"\xff\xfe\x00"), "SHA256SUMS"),
    ],
)
def test_a_model_that_is_not_the_released_one_is_named_with_what_to_do(model, file, change, said):
    change(model / file)
    result = run("--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert [name for name, each in found.items() if not each["sound"]] == ["model"]
    assert said in found["model"]["found"]
    assert weights.REINSTALL in found["model"]["found"]
    assert "weights sha256" not in found


def test_an_unsound_finding_is_marked_in_its_line_and_the_others_are_still_told(model):
    shorter(model / "encoder.onnx")
    result = run()
    assert result.exit_code == 1
    (bad,) = [line for line in result.stdout.splitlines() if not line.startswith("ok ")]
    assert bad.startswith("BAD  model ")
    assert "SQLite FTS5" in result.stdout


def test_a_library_that_is_not_installed_is_named(monkeypatch, utf8):
    def without_rich(name):
        if name == "rich":
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(doctor, "version", without_rich)
    assert unsound() == {"rich": "not installed"}


def test_a_database_without_full_text_search_is_named(monkeypatch, utf8):
    class Plain:
        def __enter__(self):
            return self

        def __exit__(self, *raised):
            return None

        def execute(self, asked):
            return [("THREADSAFE=1",)]

    monkeypatch.setattr(doctor.sqlite3, "connect", lambda place: Plain())
    assert unsound() == {"SQLite FTS5": "missing"}


@pytest.mark.parametrize(("encoding", "sound"), [("utf-8", True), ("UTF8", True), ("latin-1", False), ("ascii", False)])
def test_an_output_that_cannot_hold_every_character_is_named(monkeypatch, encoding, sound):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert unsound() == ({} if sound else {"output encoding": encoding})


def test_doctor_takes_no_input_and_says_so():
    result = run("article.txt")
    assert result.exit_code == 2
    assert result.stdout == ""
