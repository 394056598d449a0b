"""The command `whence`: what it reads, how it ends, and what goes to which stream."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import whence
from whence.cli import main
from whence.tagger import run as tagger_run
from whence.tagger import weights
from whence.version import VERSION

ILSE = "Ilse Varga said the lock was shut. It rained all day."
TOVE = "According to the canal board, nine barges waited. The wind was from the east."
COMMAND = [sys.executable, "-m", "whence"]
NOTHING = dict.fromkeys([name for name in os.environ if name.startswith("WHENCE_")] + ["NO_COLOR", "COLUMNS"])


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A folder with two articles, where the command runs, and no settings from outside."""
    for name in NOTHING:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    (tmp_path / "ilse.txt").write_text(ILSE, encoding="utf-8")
    (tmp_path / "tove.txt").write_text(TOVE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, ["read", *map(str, arguments)], input=stdin)


def records(text):
    return [json.loads(line) for line in text.splitlines()]


def write_records(path, *given):
    path.write_text("".join(json.dumps(each) + "\n" for each in given), encoding="utf-8")


# --- how it ends ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "status", "counts"),
    [
        (["ilse.txt"], 0, "1 read, 0 failed\n"),
        (["ilse.txt", "tove.txt"], 0, "2 read, 0 failed\n"),
        (["."], 0, "2 read, 0 failed\n"),
        (["gone.txt"], 1, "0 read, 1 failed\n"),
        (["gone.txt", "lost.txt"], 1, "0 read, 2 failed\n"),
        (["gone.txt", "ilse.txt", "lost.txt"], 3, "1 read, 2 failed\n"),
    ],
)
def test_the_exit_status_tells_whether_all_some_or_none_was_read(arguments, status, counts):
    result = run(*arguments)
    assert result.exit_code == status
    assert result.stderr == counts
    assert len(records(result.stdout)) == sum(int(number) for number in re.findall(r"\d+", counts))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ilse.txt", "--nonsense"], "--nonsense"),
        (["ilse.txt", "--format", "pdf"], "pdf"),
        (["ilse.txt", "--jobs", "many"], "many"),
        (["ilse.txt", "--jobs", "-1"], "jobs"),
        (["ilse.txt", "--published", "last Tuesday"], "--published is not a date: last Tuesday"),
        (["ilse.txt", "--published", "2026-13-40"], "2026-13-40"),
        (["ilse.txt", "tove.txt", "--url", "https://tidings.example/a"], "--url"),
        ([".", "--url", "https://tidings.example/a"], "--url"),
        (["two.jsonl", "--url", "https://tidings.example/a"], "--url"),
        (["ilse.txt", "--resume"], "--output"),
        (["ilse.txt", "--html", "page.html", "-o", "out.jsonl"], "--html"),
        (["ilse.txt", "-o", "."], "directory"),
        (["ilse.txt", "--errors", "."], "directory"),
        (["ilse.txt", "-o"], "-o"),
        (["ilse.txt", "-o", "out.jsonl", "--errors", "./out.jsonl"], "out.jsonl"),
    ],
)
def test_a_call_that_cannot_be_carried_out_exits_2_names_the_fault_and_writes_nothing(place, arguments, said):
    write_records(place / "two.jsonl", {"id": "one", "text": ILSE}, {"id": "two", "text": TOVE})
    (place / "old.jsonl").write_text("kept", encoding="utf-8")
    before = sorted(place.iterdir())
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert sorted(place.iterdir()) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["ilse.txt", "-o", "ilse.txt"],
        ["tove.txt", "ilse.txt", "-o", "../{place}/ilse.txt"],
        ["ilse.txt", "--html", "ilse.txt"],
        ["ilse.txt", "--errors", "ilse.txt"],
        [".", "-o", "out.jsonl"],
        [".", "-o", "deep/OUT.JSON"],
        [".", "--errors", "failed.txt"],
        ["..", "-o", "out.jsonl", "--resume"],
    ],
)
def test_a_file_that_is_read_is_never_written_to(place, arguments):
    (place / "deep").mkdir()
    result = run(*[each.format(place=place.name) for each in arguments])
    assert result.exit_code == 2
    assert "is written to" in result.stderr
    assert (place / "ilse.txt").read_text(encoding="utf-8") == ILSE
    assert not (place / "out.jsonl").exists()


@pytest.mark.parametrize("output", ["out.log", ".cache/out.jsonl", "../beside.jsonl"])
def test_an_output_that_no_input_would_read_may_lie_anywhere(place, output):
    (place / ".cache").mkdir()
    assert run(".", "-o", output).exit_code == 0
    assert len(records((place / output).read_text(encoding="utf-8"))) == 2


@pytest.mark.parametrize(
    "arguments", [["-o", "no/such/out.jsonl"], ["--html", "no/such/page.html"], ["--errors", "no/such/failed.jsonl"]]
)
def test_a_path_that_cannot_be_written_ends_the_run_before_anything_is_read(place, arguments):
    result = run("ilse.txt", *arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"whence: {arguments[1]}: No such file or directory (")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_one_line_on_stderr():
    result = run("ilse.txt", "-o", "/dev/full")
    assert result.exit_code == 1
    assert result.stderr == "whence: output: No space left on device (check the path and its permissions)\n"


def test_a_model_that_was_changed_is_one_line_on_stderr(place, monkeypatch):
    def forget():
        weights.packaged.cache_clear()
        tagger_run.tagger.cache_clear()

    shutil.copytree(weights.folder(), place / "model")
    (place / "model" / "reader.onnx").write_bytes(b"")
    forget()
    try:
        with monkeypatch.context() as patched:
            patched.setattr(weights, "folder", lambda: place / "model")
            result = run("ilse.txt")
    finally:
        forget()
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("whence: reader.onnx of the model ")
    assert weights.REINSTALL in result.stderr


def test_the_version_is_told_in_one_line():
    result = CliRunner().invoke(main, ["--version"], prog_name="whence")
    assert (result.exit_code, result.stdout) == (0, f"whence, version {VERSION}\n")


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", [[], ["read"], ["doctor"]])
def test_help_goes_to_stdout_and_exits_0(command, flag):
    result = CliRunner().invoke(main, [*command, flag], prog_name="whence")
    assert result.exit_code == 0
    assert result.stdout.startswith(" ".join(["Usage: whence", *command]))
    assert result.stderr == ""


def test_the_help_of_read_tells_every_exit_status():
    told = run("--help").stdout
    for status in ("0 all read", "1 failed", "2 usage", "3 some", "130 interrupted"):
        assert status in " ".join(told.split())


# --- what it reads -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "stdin", "names"),
    [
        (["tove.txt", "ilse.txt"], None, ["tove.txt", "ilse.txt"]),
        (["-"], ILSE, ["-"]),
        ([], ILSE, ["-"]),
        (["ilse.txt", "-"], TOVE, ["ilse.txt", "-"]),
        (["-"], json.dumps({"id": "lock", "text": ILSE}) + "\n" + json.dumps({"text": TOVE}), ["lock", "-#2"]),
        (["two.jsonl"], None, ["one", "two.jsonl#2"]),
    ],
)
def test_inputs_are_read_in_order_and_named_as_they_were_given(place, arguments, stdin, names):
    write_records(place / "two.jsonl", {"id": "one", "text": ILSE}, {"text": TOVE})
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 0
    assert [each["input"] for each in records(result.stdout)] == names
    assert all(each["statements"] for each in records(result.stdout))


def test_an_empty_stdin_is_an_input_that_failed():
    result = run(stdin="")
    assert result.exit_code == 1
    (only,) = records(result.stdout)
    assert (only["input"], only["error"]) == ("-", "is empty")


FLAGS = ["--url", "https://tidings.example/told", "--published", "2026-03-12", "--outlet", "Canal Tidings"]


def facts(reading):
    article = reading["article"]
    return article["url"], article["outlet"]["name"], article["dates"]["published"]["value"]


def test_the_command_line_tells_what_a_text_cannot():
    (reading,) = records(run("ilse.txt", *FLAGS).stdout)
    assert facts(reading) == ("https://tidings.example/told", "Canal Tidings", "2026-03-12")
    expected = whence.read(
        ILSE, name="ilse.txt", url="https://tidings.example/told", published="2026-03-12", outlet="Canal Tidings"
    )
    assert whence.Reading.from_dict(reading) == expected


OWN = {"url": "https://mail.example/own", "published": "2025-11-02", "outlet": "Lowland Mail"}


@pytest.mark.parametrize("own", [("url",), ("published",), ("outlet",), ("url", "published", "outlet")])
def test_what_a_record_tells_itself_wins_over_the_command_line(place, own):
    write_records(place / "one.jsonl", {"text": ILSE} | {name: OWN[name] for name in own})
    (reading,) = records(run("one.jsonl", *FLAGS).stdout)
    told = dict(zip(("url", "outlet", "published"), facts(reading), strict=True))
    flags = {"url": FLAGS[1], "published": FLAGS[3], "outlet": FLAGS[5]}
    assert told == {name: OWN[name] if name in own else flags[name] for name in told}


def test_date_and_outlet_may_be_told_of_many_inputs():
    result = run("ilse.txt", "tove.txt", "--published", "2026-03-12T06:30:00", "--outlet", "Canal Tidings")
    assert result.exit_code == 0
    assert {each["article"]["outlet"]["name"] for each in records(result.stdout)} == {"Canal Tidings"}
    assert {each["article"]["dates"]["published"]["value"] for each in records(result.stdout)} == {"2026-03-12T06:30:00"}


# --- errors among the inputs ---------------------------------------------------------------------------------------------


@pytest.fixture
def batch(place):
    """Good inputs with every kind of bad one between them; -> the arguments and the names of those that fail."""
    (place / "empty.txt").write_text(" \n", encoding="utf-8")
    (place / "picture.txt").write_bytes(b"\x89PNG\r\n")
    (place / "torn.json").write_text('{"text": "Ilse', encoding="utf-8")
    write_records(place / "page.jsonl", {"id": "no-text", "url": "x"}, {"id": "half", "text": "Ilse \ud800 said so."})
    unfit = [{"id": "title", "title": "\ud800", "text": ILSE}, {"id": "outlet", "outlet": "\udfff", "text": ILSE}]
    write_records(place / "facts.jsonl", *unfit)
    failing = ["gone.txt", "empty.txt", "picture.txt", "torn.json", "later.pdf", "no-text", "half", "title", "outlet"]
    (place / "later.pdf").write_bytes(b"%PDF")
    given = ["ilse.txt", *failing[:5], "page.jsonl", "facts.jsonl", "tove.txt"]
    return given, failing


def test_a_bad_input_is_one_line_in_its_place_and_the_run_goes_on(batch):
    given, failing = batch
    result = run(*given)
    assert result.exit_code == 3
    found = records(result.stdout)
    assert [each["input"] for each in found] == ["ilse.txt", *failing, "tove.txt"]
    for each in found[1:-1]:
        assert list(each) == ["input", "error", "hint"]
        assert all(each.values())
    assert result.stderr == "2 read, 9 failed\n"


def test_a_file_of_errors_takes_the_lines_and_stdout_holds_readings_only(place, batch):
    given, _ = batch
    inline = records(run(*given).stdout)[1:-1]
    result = run(*given, "--errors", "failed.txt")
    assert result.exit_code == 3
    assert [each["input"] for each in records(result.stdout)] == ["ilse.txt", "tove.txt"]
    assert records((place / "failed.txt").read_text(encoding="utf-8")) == inline
    assert result.stderr == "2 read, 9 failed\n"


def test_a_file_of_errors_is_empty_when_nothing_failed_and_old_lines_go(place):
    (place / "failed.log").write_text("old\n", encoding="utf-8")
    assert run("ilse.txt", "--errors", "failed.log").exit_code == 0
    assert (place / "failed.log").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "md", "report"])
def test_formats_without_a_place_for_errors_send_them_to_stderr(form):
    result = run("gone.txt", "ilse.txt", "--format", form, "--quiet")
    assert result.exit_code == 3
    assert "gone.txt" not in result.stdout
    (only,) = records(result.stderr)
    assert only["input"] == "gone.txt"


def test_a_file_whose_name_is_no_utf8_is_an_error_line_and_the_run_goes_on(place):
    try:
        (place / os.fsdecode(b"\xff.txt")).write_text(TOVE, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes UTF-8 names only")
    result = run(".", "-v")
    assert result.exit_code == 3
    assert [each["input"] for each in records(result.stdout) if "error" in each] == ["\udcff.txt"]


# --- streams -------------------------------------------------------------------------------------------------------------


def test_quiet_leaves_stderr_empty():
    for flag in ("-q", "--quiet"):
        result = run("ilse.txt", "tove.txt", "gone.txt", flag)
        assert result.stderr == ""
        assert len(records(result.stdout)) == 3


@pytest.mark.parametrize("flag", ["-v", "--verbose"])
def test_verbose_names_every_input_on_stderr_and_changes_no_byte_of_stdout(flag):
    plain, verbose = run("tove.txt", "gone.txt", "ilse.txt"), run("tove.txt", "gone.txt", "ilse.txt", flag)
    assert verbose.stderr == "tove.txt\ngone.txt\nilse.txt\n" + plain.stderr
    assert verbose.stdout_bytes == plain.stdout_bytes


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "tsv", "md", "report"])
def test_any_number_of_workers_writes_the_same_bytes_on_every_run(place, batch, form):
    write_records(place / "many.jsonl", *({"id": f"n{number}", "text": f"{ILSE} {TOVE}"} for number in range(12)))
    given = ["many.jsonl", *batch[0], "--format", form]
    once = run(*given, "--jobs", 1)
    assert once.stdout_bytes
    for jobs in (1, 2, 3):
        again = run(*given, "--jobs", jobs)
        assert (again.stdout_bytes, again.stderr, again.exit_code) == (once.stdout_bytes, once.stderr, once.exit_code)


def started(*arguments, **streams):
    environment = {name: value for name, value in os.environ.items() if name not in NOTHING}
    return subprocess.Popen([*COMMAND, *arguments], env=environment | streams.pop("env", {}), **streams)


def test_a_closed_pipe_is_silent(place):
    write_records(place / "many.jsonl", *({"text": ILSE + " It rained." * 400} for _ in range(60)))
    with started("read", "many.jsonl", "--jobs", "2", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert json.loads(process.stdout.readline())["input"] == "many.jsonl#1"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_readings_are_flushed_as_they_are_ready_and_an_interrupt_exits_130_without_a_traceback(jobs):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    heard = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell's job in the background ignores it, and its children do
    with started("read", "--jobs", jobs, **pipes) as process:
        signal.signal(signal.SIGINT, heard)
        lines = "".join(json.dumps({"id": f"n{number}", "text": ILSE}) + "\n" for number in range(12))
        process.stdin.write(lines.encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["input"] == "n0"
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        for line in process.stdout:
            assert line.endswith(b"\n")
            json.loads(line)
        assert b"Traceback" not in process.stderr.read()


def test_stdout_is_utf8_with_plain_breaks_whatever_the_locale_says_and_may_not_lie_in_a_folder_that_is_read(place):
    (place / "ilse.txt").write_text("Zoë Nuñez said “the lock – 閘 – was shut”.", encoding="utf-8")
    locale = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    with started("read", "ilse.txt", "-q", stdout=subprocess.PIPE, env=locale) as process:
        (reading,) = records(process.stdout.read().decode("utf-8"))
    assert "閘" in reading["article"]["text"]
    with (place / "out.jsonl").open("wb") as out, started("read", ".", stdout=out, stderr=subprocess.PIPE) as process:
        assert b"is written to" in process.stderr.read()
        assert process.wait(60) == 2
    assert (place / "out.jsonl").read_bytes() == b""


def on_a_terminal(*arguments, **environment):
    """(exit status, what the terminal shows) of the command with all its streams on a terminal."""
    ours, theirs = pty.openpty()
    with started(*arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                more = os.read(ours, 65536)
            except OSError:
                break
            if not more:
                break
            shown += more
        status = process.wait(60)
    os.close(ours)
    return status, shown.decode("utf-8")


def test_read_alone_on_a_terminal_prints_its_help_and_exits_2():
    status, shown = on_a_terminal("read")
    assert status == 2
    assert shown.lstrip().startswith("Usage:")
    assert "--resume" in shown
    assert "Traceback" not in shown


def test_a_terminal_gets_a_coloured_report_and_progress():
    status, shown = on_a_terminal("read", "ilse.txt", "gone.txt", "--jobs", "1")
    assert status == 3
    assert "\x1b[" in shown
    assert "Ilse Varga" in shown
    assert "\r1 read, 0 failed" in shown
    assert "\r1 read, 1 failed" in shown
    assert '"schema_version"' not in shown


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colour_gets_the_report_as_plain_characters(environment):
    status, shown = on_a_terminal("read", "ilse.txt", "-q", **environment)
    assert status == 0
    assert "\x1b" not in shown
    assert "⟨Ilse Varga⟩¹ ‹said›¹ [the lock was shut]¹" in shown
    assert "read, 0 failed" not in shown


def test_an_empty_no_color_asks_for_nothing_and_flags_win_over_the_terminal():
    assert "\x1b[" in on_a_terminal("read", "ilse.txt", NO_COLOR="")[1]
    status, shown = on_a_terminal("read", "ilse.txt", "-q", "--jsonl")
    assert status == 0
    assert json.loads(shown)["input"] == "ilse.txt"


# --- settings ------------------------------------------------------------------------------------------------------------

FORMS = {
    "jsonl": '{"schema_version"',
    "json": "{\n",
    "csv": "input,article",
    "tsv": "input\tarticle",
    "md": "## ",
    "report": "ilse.txt\n",
}


@pytest.mark.parametrize(
    ("toml", "variable", "flags", "form"),
    [
        ("", "", [], "jsonl"),
        ('format = "csv"', "", [], "csv"),
        ('format = "csv"', "md", [], "md"),
        ('format = "csv"', "md", ["--tsv"], "tsv"),
        ('format = "csv"', "", ["--format", "report"], "report"),
        ("", "json", ["--jsonl"], "jsonl"),
        ("", "report", [], "report"),
        ("", "", ["--csv", "--md"], "md"),
    ],
)
def test_a_variable_wins_over_the_file_and_a_flag_over_both(place, monkeypatch, toml, variable, flags, form):
    (place / "whence.toml").write_text(toml, encoding="utf-8")
    if variable:
        monkeypatch.setenv("WHENCE_FORMAT", variable)
    result = run("ilse.txt", *flags)
    assert result.exit_code == 0
    assert result.stdout.startswith(FORMS[form])


def test_the_settings_of_a_folder_above_hold_below_it_and_those_of_a_nearer_one_instead_of_them(place, monkeypatch):
    (place / "whence.toml").write_text("quiet = true\nformat = 'md'", encoding="utf-8")
    (place / "below" / "deeper").mkdir(parents=True)
    monkeypatch.chdir(place / "below" / "deeper")
    result = run(place / "ilse.txt")
    assert (result.stdout[:3], result.stderr) == ("## ", "")
    (place / "below" / "whence.toml").write_text("format = 'csv'", encoding="utf-8")
    result = run(place / "ilse.txt")
    assert (result.stdout[:6], result.stderr) == ("input,", "1 read, 0 failed\n")


def test_quiet_and_the_longest_text_can_be_set_too(monkeypatch):
    monkeypatch.setenv("WHENCE_QUIET", "true")
    monkeypatch.setenv("WHENCE_MAX_BYTES", str(len(ILSE)))
    result = run("ilse.txt", "tove.txt")
    assert (result.exit_code, result.stderr) == (3, "")
    assert records(result.stdout)[1]["error"] == f"is longer than {len(ILSE)} bytes"


def test_the_width_of_a_report_can_be_set(monkeypatch):
    monkeypatch.setenv("WHENCE_WIDTH", "64")
    assert max(map(len, run("tove.txt", "--format", "report").stdout.splitlines())) <= 64
    monkeypatch.setenv("WHENCE_WIDTH", "160")
    assert max(map(len, run("tove.txt", "--format", "report").stdout.splitlines())) > 64


@pytest.mark.parametrize(
    ("toml", "variables", "said"),
    [
        ("fromat = 'csv'", {}, "fromat"),
        ("format = 'pdf'", {}, "pdf"),
        ("jobs = 'many'", {}, "jobs"),
        ("format = ", {}, "whence.toml"),
        ("", {"WHENCE_FORMAT": "pdf"}, "pdf"),
        ("", {"WHENCE_JOBS": "many"}, "jobs"),
        ("", {"WHENCE_JBOS": "2"}, "jbos"),
        ("", {"WHENCE_MAX_BYTES": "0"}, "max_bytes"),
    ],
)
def test_a_wrong_setting_exits_2_and_is_named(place, monkeypatch, toml, variables, said):
    (place / "whence.toml").write_text(toml, encoding="utf-8")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    result = run("ilse.txt")
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


# --- shell completion ----------------------------------------------------------------------------------------------------


def test_the_line_for_shell_completion_in_the_help_works(monkeypatch):
    scripts = Path(sys.executable).parent
    bash = shutil.which("bash")
    if not bash or not (scripts / "whence").exists():
        pytest.skip("no bash, or the command is not installed beside this Python")
    told = CliRunner().invoke(main, ["--help"], prog_name="whence").stdout
    (line,) = re.findall(r'eval ".*whence\)"', told)
    monkeypatch.setenv("PATH", f"{scripts}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run([bash, "-c", f"{line} && complete -p whence"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith(" whence")


@pytest.mark.parametrize(
    ("words", "at", "offered"),
    [
        ("whence ", 1, {"add", "copies", "dates", "doctor", "export", "import", "read", "search", "table", "trace"}),
        ("whence read --re", 2, {"--resume"}),
        ("whence read --format cs", 3, {"csv"}),
    ],
)
def test_completion_offers_commands_options_and_formats(words, at, offered):
    asked = {"_WHENCE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    result = CliRunner().invoke(main, prog_name="whence", env=asked)
    assert {line.split(",")[1] for line in result.stdout.splitlines()} == offered
