"""Where readings and errors go: every format, the files that are named, and going on with a file that was begun."""

import csv
import io
import json
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

import whence
from whence.cli import main
from whence.cli_output import FORMATS, already_read, open_sink
from whence.report.table import ROW
from whence.settings import Settings

ILSE = "Ilse Varga said the lock was shut. “Nobody, not one of us, was asked,” Varga added."
TOVE = "According to the canal board, nine barges waited. The wind was from the east."
NONE = "The wind was from the east. It rained all day."
TEXTS = {"ilse.txt": ILSE, "none.txt": NONE, "tove.txt": TOVE}


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A folder with three articles, where the command runs."""
    for name in ("WHENCE_FORMAT", "WHENCE_QUIET", "WHENCE_WIDTH", "WHENCE_JOBS", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


def reading_of(name):
    return whence.read(TEXTS[name], name=name)


def records(text):
    return [json.loads(line) for line in text.splitlines()]


# --- formats -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flags", [[], ["--jsonl"], ["--format", "jsonl"]])
def test_a_pipe_gets_one_reading_a_line_as_python_gives_it(flags):
    result = run(*TEXTS, *flags)
    assert result.stdout == "".join(reading_of(name).to_json() + "\n" for name in TEXTS)
    assert [whence.Reading.from_dict(each) for each in records(result.stdout)] == [reading_of(name) for name in TEXTS]


def test_json_is_an_indented_object_for_one_reading_and_a_list_for_several():
    one, several = run("ilse.txt", "--json"), run(*TEXTS, "--json")
    assert json.loads(one.stdout) == json.loads(reading_of("ilse.txt").to_json())
    assert json.loads(several.stdout) == [json.loads(reading_of(name).to_json()) for name in TEXTS]
    assert one.stdout.startswith('{\n  "')
    assert several.stdout.startswith("[\n  {\n")
    assert "“Nobody" in one.stdout


@pytest.mark.parametrize(("flag", "delimiter", "line_break"), [("--csv", ",", "\r\n"), ("--tsv", "\t", "\n")])
def test_tables_name_their_columns_once_and_have_a_row_for_every_statement(flag, delimiter, line_break):
    result = run("none.txt", "ilse.txt", "tove.txt", flag)
    written = result.stdout_bytes.decode("utf-8")
    head, *rows = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)
    statements = [(name, each) for name in ("ilse.txt", "tove.txt") for each in reading_of(name).statements]
    assert tuple(head) == ROW
    assert len(statements) == 3
    assert [(row[ROW.index("input")], row[ROW.index("statement")]) for row in rows] == [(n, each.id) for n, each in statements]
    assert written.count(line_break) == 4
    assert written.endswith(line_break)


@pytest.mark.parametrize(("flag", "delimiter"), [("--csv", ","), ("--tsv", "\t")])
def test_a_table_of_nothing_still_names_its_columns(flag, delimiter):
    result = run("gone.txt", flag)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [delimiter.join(ROW)]


def test_markdown_has_a_heading_for_every_reading_and_a_blank_line_between():
    result = run(*TEXTS, "--md")
    assert [line for line in result.stdout.splitlines() if line.startswith("## ")] == [f"## {name}" for name in TEXTS]
    assert "1. **Ilse Varga** — *said* (" in result.stdout
    assert result.stdout.count("\n\n## ") == 2
    assert not result.stdout.startswith("\n")


def test_a_report_that_goes_into_a_pipe_has_marks_and_no_colour():
    result = run(*TEXTS, "--format", "report")
    assert "\x1b" not in result.stdout
    assert "⟨Ilse Varga⟩¹ ‹said›¹ [the lock was shut]¹" in result.stdout
    assert result.stdout.count("\n\nnone.txt\n") == 1


@pytest.mark.parametrize("form", FORMATS)
def test_a_named_file_gets_the_bytes_that_stdout_would_get_and_stdout_stays_empty(place, form):
    (place / "out").write_text("what was there before\n" * 1000, encoding="utf-8")
    named, piped = run(*TEXTS, "--format", form, "-o", "out"), run(*TEXTS, "--format", form)
    assert (place / "out").read_bytes() == piped.stdout_bytes
    assert piped.stdout_bytes
    assert (named.stdout, named.stderr, named.exit_code) == ("", "3 read, 0 failed\n", 0)


@pytest.mark.parametrize("toml", ["", "format = 'csv'"])
def test_html_writes_one_page_of_all_readings_and_leaves_stdout_empty(place, toml):
    (place / "whence.toml").write_text(toml, encoding="utf-8")
    (place / "tove.txt").write_text("Tove <script>alert(1)</script> said the lock was shut.", encoding="utf-8")
    result = run(*TEXTS, "--html", "page.html")
    page = (place / "page.html").read_text(encoding="utf-8")
    assert (result.exit_code, result.stdout) == (0, "")
    assert page.startswith("<!doctype html>")
    assert page.count("<article ") == 3
    assert page.count("<html") == page.count("</html>") == 1
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_page_leaves_the_lines_of_errors_to_stderr(place):
    result = run("gone.txt", "ilse.txt", "--html", "page.html", "-q")
    assert result.exit_code == 3
    assert [each["input"] for each in records(result.stderr)] == ["gone.txt"]
    assert "gone.txt" not in (place / "page.html").read_text(encoding="utf-8")


# --- going on with a file ------------------------------------------------------------------------------------------------


@pytest.fixture
def whole(place):
    """The bytes of a run over everything, and the file that holds them."""
    out = place.parent / f"{place.name}.jsonl"
    assert run(".", "-o", out).exit_code == 0
    return out.read_bytes(), out


def test_resume_skips_what_is_there_and_adds_the_rest(place, whole):
    full, out = whole
    run("ilse.txt", "-o", out)
    (place / "ilse.txt").write_text("Someone else said something else.", encoding="utf-8")
    result = run(*TEXTS, "-o", out, "--resume")
    assert result.exit_code == 0
    assert result.stderr == "2 read, 0 failed, 1 there already\n"
    assert out.read_bytes() == full


@pytest.mark.parametrize("share", [0, 0.001, 0.1, 0.3, 0.45, 0.6, 0.75, 0.9, 0.99])
def test_a_run_that_was_cut_off_anywhere_ends_with_the_bytes_of_a_whole_one(whole, share):
    full, out = whole
    out.write_bytes(full[: int(len(full) * share)])
    assert run(*TEXTS, "-o", out, "--resume").exit_code == 0
    assert out.read_bytes() == full


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_line_that_lacks_only_its_break_is_read_again(whole, lines):
    full, out = whole
    out.write_bytes(b"".join(full.splitlines(keepends=True)[:lines])[:-1])
    result = run(*TEXTS, "-o", out, "--resume")
    assert result.stderr.startswith(f"{4 - lines} read, 0 failed")
    assert out.read_bytes() == full


def test_resume_without_a_file_begins_one(place, whole):
    full, out = whole
    out.unlink()
    result = run(*TEXTS, "-o", out, "--resume")
    assert result.stderr == "3 read, 0 failed\n"
    assert out.read_bytes() == full


def test_resume_with_everything_there_changes_nothing(whole):
    full, out = whole
    result = run(*TEXTS, "-o", out, "--resume")
    assert (result.exit_code, result.stderr) == (0, "0 read, 0 failed, 3 there already\n")
    assert out.read_bytes() == full


def test_without_resume_the_file_is_written_anew(whole):
    _, out = whole
    assert run("tove.txt", "-o", out).exit_code == 0
    assert [each["input"] for each in records(out.read_text(encoding="utf-8"))] == ["tove.txt"]


def test_inputs_that_failed_are_tried_again(place):
    first = run("ilse.txt", "late.txt", "-o", "out.jsonl")
    assert first.exit_code == 3
    (place / "late.txt").write_text(TOVE, encoding="utf-8")
    second = run("ilse.txt", "late.txt", "-o", "out.jsonl", "--resume")
    assert (second.exit_code, second.stderr) == (0, "1 read, 0 failed, 1 there already\n")
    found = records((place / "out.jsonl").read_text(encoding="utf-8"))
    assert [(each["input"], "error" in each) for each in found] == [
        ("ilse.txt", False),
        ("late.txt", True),
        ("late.txt", False),
    ]


def test_an_input_that_fails_again_beside_what_is_there_is_some_not_all(place):
    for _ in range(2):
        assert run("ilse.txt", "gone.txt", "-o", "out.jsonl", "--errors", "failed.log", "--resume").exit_code == 3
    failed = records((place / "failed.log").read_text(encoding="utf-8"))
    assert [each["input"] for each in failed] == ["gone.txt", "gone.txt"]
    assert [each["input"] for each in records((place / "out.jsonl").read_text(encoding="utf-8"))] == ["ilse.txt"]


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "jsonl"])
@pytest.mark.parametrize("how", ["flag", "variable", "file"])
def test_resume_refuses_every_format_but_json_lines_and_leaves_the_file_alone(place, whole, monkeypatch, form, how):
    full, out = whole
    if how == "variable":
        monkeypatch.setenv("WHENCE_FORMAT", form)
    if how == "file":
        (place / "whence.toml").write_text(f"format = '{form}'", encoding="utf-8")
    result = run(*TEXTS, "-o", out, "--resume", *(["--format", form] if how == "flag" else []))
    assert result.exit_code == 2
    assert f"not with {form}" in result.stderr
    assert out.read_bytes() == full


@pytest.mark.parametrize(
    "held",
    [b"a diary\n", b"input,article\r\n", b"{\n", b"[1]\n", b"1\n", b"null\n", b'"x"\n', b'{"a": 1}\n', b"\xff\xfe\n", b"\n"],
)
def test_resume_refuses_a_file_that_holds_something_else_and_leaves_it_alone(place, held):
    (place / "diary").write_bytes(held)
    result = run("ilse.txt", "-o", "diary", "--resume")
    assert result.exit_code == 2
    assert "diary holds a line that is no reading" in result.stderr
    assert (place / "diary").read_bytes() == held


def test_what_is_read_already_is_every_input_with_a_reading(place, whole):
    _, out = whole
    assert already_read(out, "") == already_read(out, "jsonl") == Counter(list(TEXTS))
    assert already_read(place / "none.jsonl", "") == Counter()
    out.write_text('{"input": "gone.txt", "error": "e", "hint": "h"}\n', encoding="utf-8")
    assert already_read(out, "") == Counter()


# --- the sink ------------------------------------------------------------------------------------------------------------


def sink(form="", output=None, errors=None, **more):
    return open_sink(Settings(format=form, quiet=True), output, more.get("html"), errors, append=False)


@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv", "md", "report"])
def test_every_reading_is_in_the_file_before_the_next_is_read(place, form):
    with sink(form, place / "out") as opened:
        sizes = [(place / "out").stat().st_size]
        for name in ("ilse.txt", "tove.txt"):
            opened.reading(reading_of(name))
            sizes.append((place / "out").stat().st_size)
    assert 0 == sizes[0] < sizes[1] < sizes[2] == (place / "out").stat().st_size


def test_every_error_is_in_its_file_before_the_next_input(place):
    wrong = whence.InputError("ödland \udcff.txt", "is “gone”", "look again")
    with sink(output=place / "out", errors=place / "failed") as opened:
        opened.error(wrong)
        line = (place / "failed").read_text(encoding="utf-8")
    assert records(line) == [{"input": wrong.name, "error": wrong.message, "hint": wrong.hint}]
    assert "ödland" in line
    assert (place / "out").read_bytes() == b""


def test_what_was_written_stays_and_files_are_closed_when_the_run_breaks(place, monkeypatch):
    opened_files = []
    plain = Path.open

    def noted(self, *arguments, **options):
        opened_files.append(plain(self, *arguments, **options))
        return opened_files[-1]

    def broken():
        with sink(output=Path("out"), errors=Path("failed")) as opened:
            opened.reading(reading_of("ilse.txt"))
            raise ZeroDivisionError

    monkeypatch.setattr(Path, "open", noted)
    with pytest.raises(ZeroDivisionError):
        broken()
    assert [each.closed for each in opened_files] == [True, True]
    assert len(records((place / "out").read_text(encoding="utf-8"))) == 1


def test_counts_are_kept_whether_they_are_shown_or_not(place):
    with sink(output=place / "out") as opened:
        opened.reading(reading_of("ilse.txt"))
        opened.error(whence.InputError("a", "b"))
        opened.error(whence.InputError("c", "d"))
    assert (opened.read, opened.failed) == (1, 2)


@pytest.mark.parametrize(("terminal", "quiet", "shown"), [(True, False, True), (True, True, False), (False, False, False)])
def test_progress_is_shown_on_a_terminal_only_and_never_when_quiet(place, monkeypatch, terminal, quiet, shown):
    shown_on = io.StringIO()
    shown_on.isatty = lambda: terminal
    monkeypatch.setattr(sys, "stderr", shown_on)
    with open_sink(Settings(quiet=quiet), place / "out", None, None, append=False) as opened:
        opened.reading(reading_of("none.txt"))
        assert shown_on.getvalue() == ("\r1 read, 0 failed " if shown else "")
