"""`whence export` and `whence import` at the command line, over an archive and over inputs."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from exported import hard, reading, say
from whence.archive import Archive
from whence.cli.exchange import export, import_
from whence.exchange import FORMATS
from whence.records.kept import Kept

TEXT = "Oda Brandt said the lock was shut. Per Lund denied it."
LOCK = reading(
    TEXT, say("Oda Brandt", "said", "the lock was shut"), say("Per Lund", "denied", "it", act="deny"), article="b" * 16
)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with an archive of two articles in it."""
    monkeypatch.chdir(tmp_path)
    with Archive.open(tmp_path / "whence.db") as archive:
        for each in (hard(), LOCK):
            archive.add(Kept(each, (), (), ()))
    return tmp_path


def run(command, *words):
    return CliRunner().invoke(command, words)


def test_without_inputs_the_archive_is_written(place):
    done = run(export)
    assert done.exit_code == 0, done.stderr
    assert [json.loads(line)["article"]["id"] for line in done.stdout.splitlines()] == [hard().article.id, LOCK.article.id]
    assert done.stderr == "2 read, 0 failed\n"


def test_one_article_of_the_archive_by_the_beginning_of_its_id(place):
    done = run(export, "--article", "bbbb", "--format", "csv", "-q")
    assert [row["holder"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["Oda Brandt", "Per Lund"]
    assert done.stderr == ""


@pytest.mark.parametrize("form", [name for name in FORMATS if name not in ("brat", "parquet")])
def test_every_format_of_one_file_goes_to_it(place, form):
    done = run(export, "--format", form, "-o", "out")
    assert done.exit_code == 0, done.stderr
    assert (place / "out").read_bytes() == run(export, "--format", form).stdout_bytes
    assert done.stdout == ""


def test_parquet_goes_to_a_file(place):
    pytest.importorskip("pyarrow")
    assert run(export, "--format", "parquet", "-o", "out.parquet").exit_code == 0
    assert (place / "out.parquet").read_bytes()[:4] == b"PAR1"


def test_a_folder_or_a_zip_of_brat(place):
    assert run(export, "--format", "brat", "-o", "a/b").exit_code == 0
    assert run(export, "--format", "brat", "-o", "b.zip").exit_code == 0
    assert len(list((place / "a" / "b").iterdir())) == 7
    for path in ("a/b", "b.zip"):
        done = run(import_, path)
        assert (done.exit_code, done.stderr) == (0, "0 replaced, 0 added, 0 removed in 0 articles\n")


def test_the_configuration_of_an_annotation_program(place):
    assert run(export, "--format", "labelstudio", "--config").stdout.startswith("<View>")
    assert run(export, "--format", "brat", "--config").stdout.startswith("[entities]")
    assert run(export, "--format", "csv", "--config").exit_code == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--format", "brat"), "a folder of files"),
        (("x.txt", "--archive", "whence.db"), "not exported together"),
        (("x.txt", "--article", "bbbb"), "not exported together"),
        (("-o", "."), "is a folder"),
        (("x.txt", "-o", "x.txt"), "is written to"),
        (("--article", "ffff"), "ffff"),
    ],
)
def test_calls_that_cannot_be_carried_out_end_with_status_2(place, words, message):
    (place / "x.txt").write_text("Oda said no.", encoding="utf-8")
    done = run(export, *words)
    assert (done.exit_code, message in done.stderr) == (2, True), done.stderr


def test_without_an_archive_it_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(export).exit_code == 1
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    assert run(import_, "x.json").exit_code == 1
    assert not (tmp_path / "whence.db").exists()


def test_inputs_are_read_first_and_those_that_fail_are_named(tmp_path, article_text, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(article_text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(" ", encoding="utf-8")
    done = run(export, "a.txt", "b.txt", "--format", "tsv", "--published", "2026-03-12", "--errors", "errors", "--jobs", "1")
    assert (done.exit_code, done.stderr) == (3, "1 read, 1 failed\n")
    assert "Ingrid Solheim" in done.stdout
    assert json.loads((tmp_path / "errors").read_text(encoding="utf-8"))["input"] == "b.txt"


# --- import ----------------------------------------------------------------------------------------------------------------


def annotated(place, change):
    """The archive's export as Label Studio gives it back after somebody worked on it."""
    tasks = json.loads(run(export, "--format", "labelstudio", "-q").stdout)
    for task in tasks:
        result = [each for each in task["predictions"][0]["result"] if change(each) is not None]
        task["annotations"] = [{"id": 1, "result": result}]
    (place / "back.json").write_text(json.dumps(tasks), encoding="utf-8")


def denied(each):
    """Somebody makes of every `deny` a `confirm`."""
    if each.get("from_name") == "act" and each["value"]["choices"] == ["deny"]:
        each["value"]["choices"] = ["confirm"]
    return each


def test_corrections_are_kept_and_win(place):
    annotated(place, denied)
    done = run(import_, "back.json")
    assert (done.exit_code, done.stderr) == (0, "1 replaced, 0 added, 0 removed in 1 article\n")
    with Archive.open(place / "whence.db", read_only=True) as archive:
        statement = archive.reading(LOCK.article.id).statements[1]
    assert (statement.cue.act, statement.decided_by) == ("confirm", "person")
    assert run(import_, "back.json").exit_code == 0  # a second time nothing changes
    assert "confirm" in run(export, "--format", "csv", "-q").stdout


def test_a_dry_run_prints_corrections_and_keeps_none(place):
    annotated(place, denied)
    before = (place / "whence.db").read_bytes()
    done = run(import_, "back.json", "--dry-run", "-q")
    (made,) = map(json.loads, done.stdout.splitlines())
    assert (made["action"], made["target"], made["made_in"]) == ("replace", LOCK.statements[1].id, "label studio")
    assert done.stderr == ""
    assert (place / "whence.db").read_bytes() == before


def test_a_person_named_by_hand_is_a_holder_of_the_archive_and_stays_one(place):
    def named(each):
        if each.get("from_name") == "holder" and each["value"]["text"] == ["Per Lund"]:
            each["value"]["text"] = ["Nel Ovist"]
        return each

    annotated(place, named)
    run(import_, "back.json")
    annotated(place, denied)
    run(import_, "back.json")
    with Archive.open(place / "whence.db", read_only=True) as archive:
        made = archive.reading(LOCK.article.id)
    names = {each.id: each.name for each in made.entities}
    assert names[made.statements[1].source.entity] == "Nel Ovist"
    assert made.statements[1].cue.act == "confirm"


def test_a_file_with_one_wrong_article_changes_nothing(place):
    annotated(place, denied)
    tasks = json.loads((place / "back.json").read_text(encoding="utf-8"))
    tasks[0]["data"]["whence"]["article"] = "f" * 16
    (place / "back.json").write_text(json.dumps(tasks), encoding="utf-8")
    done = run(import_, "back.json")
    assert (done.exit_code, "there is no article ffff" in done.stderr) == (1, True)
    with Archive.open(place / "whence.db", read_only=True) as archive:
        assert archive.corrections() == ()
