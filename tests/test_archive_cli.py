"""`whence add`, `whence search` and the doctor of archives, as commands."""

import json
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from archived import filled, kept, rows
from whence.archive import Archive
from whence.cli import main
from whence.cli.archive import Known, Tally, read_unknown
from whence.errors import InputError
from whence.records.article import Given

LATE = "Ilse Brandvik said the ferry was late.\n"
OVER = "Ilse Brandvik said the storm was over.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "late.txt").write_text(LATE, encoding="utf-8")
    (tmp_path / "over.txt").write_text(OVER, encoding="utf-8")
    return tmp_path


def run(*options, **told):
    return CliRunner().invoke(main, [str(each) for each in options], **told)


# --- add -----------------------------------------------------------------------------------------------------------------


def test_articles_are_read_into_the_archive_once(here):
    first = run("add", "late.txt", "over.txt")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr == "2 new, 0 known, 0 new versions, 0 failed\n"
    second = run("add", ".", "--jobs", 2)
    assert second.exit_code == 0
    assert second.stderr == "0 new, 2 known, 0 new versions, 0 failed\n"
    with Archive.open(here / "whence.db", read_only=True) as archive:
        assert sorted(each.input for each in archive.articles()) == ["late.txt", "over.txt"]
        assert [each.content.spans[0].text for each in archive.reading(next(archive.articles()).id).statements]


def test_every_input_can_be_named_with_what_became_of_it(here):
    told = ["--url", "https://holm.example/ferry", "--published", "2026-03-12"]
    assert "late.txt: new " in run("add", "late.txt", *told, "-v").stderr
    assert "late.txt: known " in run("add", "late.txt", *told, "-v").stderr
    (here / "late.txt").write_text("Ilse Brandvik said the ferry was in time.\n", encoding="utf-8")
    changed = run("add", "late.txt", *told[:3], "2026-03-13", "-v")
    ((earlier,),) = rows("whence.db", "SELECT version_of FROM articles WHERE version_of IS NOT NULL")
    assert f"late.txt: new version of {earlier} " in changed.stderr
    assert changed.stderr.endswith("0 new, 0 known, 1 new version, 0 failed\n")


def test_the_archive_is_the_one_that_is_named_by_option_environment_or_file(here):
    assert run("add", "late.txt", "--archive", "a.db", "-q").exit_code == 0
    assert run("add", "late.txt", "-q", env={"WHENCE_ARCHIVE": "b.db"}).exit_code == 0
    (here / "whence.toml").write_text('archive = "c.db"')
    assert run("add", "late.txt", "-q").exit_code == 0
    assert {each.name for each in here.glob("*.db")} == {"a.db", "b.db", "c.db"}
    assert "late" in run("search", "ferry").stdout


def test_what_cannot_be_read_is_a_line_and_the_others_are_kept(here):
    result = run("add", "late.txt", "gone.txt", "--errors", "errors.jsonl")
    assert result.exit_code == 3
    assert result.stderr == "1 new, 0 known, 0 new versions, 1 failed\n"
    assert json.loads((here / "errors.jsonl").read_text())["input"] == "gone.txt"
    assert run("add", "gone.txt").exit_code == 1
    assert json.loads(run("add", "gone.txt", "-q").stderr)["input"] == "gone.txt"


def test_a_known_article_is_read_again_only_where_that_is_asked_for(here):
    run("add", "late.txt")
    rows_before = rows("whence.db", "SELECT data FROM readings")
    again = run("add", "late.txt", "--again")
    assert again.stderr == "0 new, 1 known, 0 new versions, 0 failed\n"
    assert rows("whence.db", "SELECT data FROM readings") == rows_before


def test_the_archive_itself_is_never_an_input(here):
    run("add", "late.txt")
    result = run("add", "whence.db")
    assert result.exit_code == 2
    assert "is the archive itself" in result.stderr


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_article_that_is_known_is_not_read_at_all(tmp_path, jobs):
    there = kept("Ann Lee said no.")
    inputs = [Given(name="a", text="Ann Lee said no."), InputError("b", "gone"), Given(name="c", text="Bo Marr left.")]
    asked = []

    def keep(given):
        asked.append(given.name)
        return kept(given.text)

    with Archive.open(filled(tmp_path / "a.db", [there])) as archive:
        found = list(read_unknown(iter(inputs), archive, keep, jobs))
        assert found == [Known("a", there.reading.article.id), inputs[1], kept("Bo Marr left.")]
        assert asked == ["c"]
        assert next(read_unknown(iter(inputs), None, keep, jobs)) == there


def test_counts_tell_everything_from_nothing():
    tally = Tally(None, verbose=False)
    assert (tally.line(), tally.failed, tally.kept) == ("0 new, 0 known, 0 new versions, 0 failed", 0, 0)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_interrupted_keeps_what_it_had_and_goes_on_where_it_was(here, jobs):
    for number in range(250):
        (here / f"{number:03}.txt").write_text(f"Ilse Brandvik said ferry {number} was late.\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "whence",
        "add",
        *sorted(each.name for each in here.glob("[0-9]*.txt")),
        "-v",
        "--jobs",
        jobs,
    ]
    heard = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a job in the background ignores it, and so do its children
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=here)
    signal.signal(signal.SIGINT, heard)
    first = running.stderr.readline()
    running.send_signal(2)
    rest = running.stderr.read()
    assert running.wait(60) == 130
    acknowledged = [line for line in (first + rest).splitlines() if ": new " in line]
    ((there,),) = rows("whence.db", "SELECT count(*) FROM articles")
    assert 0 < len(acknowledged) <= there < 250
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, cwd=here, check=True)
    assert done.stderr.splitlines()[-1] == f"{250 - there} new, {there} known, 0 new versions, 0 failed"


# --- search --------------------------------------------------------------------------------------------------------------

FERRY = kept(
    "Ilse Brandvik said the ferry was late. Two officials denied the delay, the Courier reported.",
    "Ilse Brandvik | said | the ferry was late | on 2026-03-11",
    "Two officials | denied | the delay | anonymous | deny | via Courier",
    published="2026-03-12", outlet="Holm Post", title="Ferry sails",
)  # fmt: skip


@pytest.fixture
def stored(here):
    filled(here / "whence.db", [FERRY])
    return here


def test_a_hit_is_shown_with_its_address_article_holder_and_way(stored):
    article, denial = FERRY.reading.article.id, FERRY.reading.statements[1].id
    result = run("search", "delay")
    assert result.exit_code == 0
    assert result.stdout == (
        f"{article}#{denial}  2026-03-12 · Holm Post · “Ferry sails”\n"
        "  Two officials (anonymous; via Courier) denied: the delay\n\n"
        "1 to 1 of 1\n"
    )


@pytest.mark.parametrize(
    ("options", "total"),
    [
        (["ferry"], 2),
        (["ferry was"], 1),
        (["was ferry"], 0),
        (["--holder", "brandvik"], 1),
        (["--outlet", "holm post", "--exact"], 2),
        (["--kind", "anonymous"], 1),
        (["--act", "deny"], 1),
        (["--said", "2026-03"], 1),
        (["--published", "2026-01..2026-02"], 0),
        (["--second-hand"], 1),
        (["--first-hand"], 1),
        (["--unnamed"], 1),
        (["ferry", "--", "-late"], 1),
        (["ferry", "--relevance", "--own-voice"], 2),
        ([], 2),
    ],
)
def test_every_condition_has_its_option(stored, options, total):
    words = options if "--" in options else [*options]
    result = run("search", "--json", *words)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["total"] == total


def test_facets_and_pages_are_shown_where_they_are_asked_for(stored):
    result = run("search", "--facets", "--limit", 1, "--offset", 1)
    assert "holder: Ilse Brandvik 1, Two officials 1\n" in result.stdout
    assert result.stdout.endswith("2 to 2 of 2\n")
    assert run("search", "zeppelin").stdout == "nothing found\n"


def test_nothing_in_a_text_can_steer_the_terminal(here):
    filled(
        here / "whence.db",
        [kept("Ann \x1b[31mLee said \x1b]0;x\x07no.", "Ann \x1b[31mLee | said | \x1b]0;x\x07no", title="\x1b[2J")],
    )
    assert "\x1b" not in run("search").stdout


@pytest.mark.parametrize(
    "options", [["--said", "soon"], ["--kind", "prophet"], ["--limit", "0"], ["--published", "2026..2025"]]
)
def test_what_cannot_be_asked_is_a_wrong_call(stored, options):
    assert run("search", *options).exit_code == 2


def test_without_an_archive_there_is_nothing_to_search(here):
    result = run("search", "ferry")
    assert result.exit_code == 1
    assert "there is no archive at whence.db (whence add makes one" in result.stderr
    assert not (here / "whence.db").exists()


# --- doctor --------------------------------------------------------------------------------------------------------------


def test_the_doctor_looks_at_the_archive_that_is_named(stored):
    result = run("doctor", "--archive", "whence.db")
    assert result.exit_code == 0
    assert "whence.db: 1 articles, 2 statements, 2 candidates" in result.stdout
    found = json.loads(run("doctor", "--json", "--archive", "whence.db").stdout)
    assert [name for name in found if "archive" in name] == [
        "archive", "archive's file", "archive's references", "archive's index", "archive's readings",
    ]  # fmt: skip
    assert "archive's file" not in run("doctor").stdout
    assert "1 articles" in run("doctor").stdout


def test_the_doctor_names_what_is_damaged_and_repairs_it(stored):
    path = stored / "whence.db"
    filled(path, [kept(f"Ann Lee said number {number}.", f"Ann Lee | said | number {number}") for number in range(30)])
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(bytes(8192))
    damaged = run("doctor", "--archive", "whence.db")
    assert damaged.exit_code == 1
    assert "BAD  archive" in damaged.stdout
    repaired = run("doctor", "--repair", "whence.db")
    assert repaired.exit_code in (0, 3), repaired.output
    assert "articles saved" in repaired.stdout
    assert (stored / "whence.db.damaged").exists()
    assert run("doctor", "--archive", "whence.db").exit_code == 0
    assert run("doctor", "--repair").exit_code == 0


def test_an_archive_that_is_not_there_cannot_be_repaired(here):
    result = run("doctor", "--repair")
    assert result.exit_code == 1
    assert "there is no archive" in result.stderr
