"""Settings: the file, then the environment, then flags; what is wrong is named."""

import os

import pytest

from whence.errors import UsageError
from whence.settings import FILE, FORMATS, Settings, load


@pytest.fixture
def settings(tmp_path):
    """Loads settings from what a whence.toml holds, an environment and flags."""

    def loaded(file=None, environment=None, **flags):
        if file is not None:
            (tmp_path / FILE).write_bytes(file.encode() if isinstance(file, str) else file)
        return load(flags, tmp_path, environment or {})

    return loaded


def test_with_nothing_given_every_setting_has_its_default(settings):
    assert settings() == settings("") == Settings(jobs=0, format="", width=0, quiet=False, max_bytes=8 * 2**20)


@pytest.mark.parametrize(
    ("file", "environment", "flags", "jobs"),
    [
        ("jobs = 2", {}, {}, 2),
        ("jobs = 2", {"WHENCE_JOBS": "3"}, {}, 3),
        ("jobs = 2", {"WHENCE_JOBS": "3"}, {"jobs": 4}, 4),
        ("jobs = 2", {}, {"jobs": 4}, 4),
        (None, {"WHENCE_JOBS": "3"}, {"jobs": 4}, 4),
        ("jobs = 2", {"WHENCE_JOBS": "3"}, {"jobs": None}, 3),
        ("jobs = 2", {"WHENCE_JOBS": "0"}, {}, 0),
        ("jobs = 2", {"WHENCE_JOBS": "3"}, {"jobs": 0}, 0),
        ("jobs = 2", {"JOBS": "3", "whence_jobs": "3", "XWHENCE_JOBS": "3", "_WHENCE_JOBS": "3"}, {}, 2),
    ],
)
def test_the_environment_wins_over_the_file_and_a_flag_that_is_given_over_both(settings, file, environment, flags, jobs):
    assert settings(file, environment, **flags).jobs == jobs


def test_each_setting_is_taken_from_where_it_is_given_last(settings):
    found = settings('jobs = 2\nwidth = 70\nformat = "md"', {"WHENCE_WIDTH": "80", "WHENCE_QUIET": "true"}, format="csv")
    assert found == Settings(jobs=2, width=80, format="csv", quiet=True)


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("jobs", 3, "3"),
        ("format", "jsonl", "jsonl"),
        ("width", 72, "72"),
        ("quiet", True, "1"),
        ("quiet", True, "true"),
        ("quiet", False, "0"),
        ("quiet", False, "false"),
        ("max_bytes", 4096, "4096"),
    ],
)
def test_every_setting_can_be_given_in_all_three_places(settings, name, value, written):
    toml = f'"{value}"' if isinstance(value, str) else str(value).lower()
    expected = Settings(**{name: value})
    assert settings(f"{name} = {toml}") == settings("", **{name: value}) == expected
    assert settings("", {f"WHENCE_{name.upper()}": written}) == expected


@pytest.mark.parametrize("form", ["", *FORMATS])
def test_every_format_has_a_name_that_is_known(settings, form):
    assert settings(format=form).format == form


@pytest.mark.parametrize(
    ("file", "environment", "flags", "named"),
    [
        ("colour = 1", {}, {}, "colour"),
        ("[jobs_for]\nread = 1", {}, {}, "jobs_for"),
        ("Jobs = 1", {}, {}, "Jobs"),
        (None, {"WHENCE_COLOUR": "1"}, {}, "colour"),
        (None, {"WHENCE_": "1"}, {}, "no setting"),
        (None, {}, {"colour": False}, "colour"),
        ("\n".join(f"key_{letter} = 1" for letter in "hgfedcba"), {}, {}, "key_a"),
    ],
)
def test_a_setting_that_does_not_exist_is_named_with_those_that_do(settings, file, environment, flags, named):
    with pytest.raises(UsageError, match=named) as wrong:
        settings(file, environment, **flags)
    assert wrong.value.hint == "known are jobs, format, width, quiet, max_bytes, robots, private, archive"


def test_the_variable_of_shell_completion_is_no_setting(settings):
    assert settings("", {"WHENCE_COMPLETE": "bash_source", "_WHENCE_COMPLETE": "bash_source"}) == Settings()


@pytest.mark.parametrize(
    ("file", "environment", "flags", "named"),
    [
        ('jobs = "many"', {}, {}, "jobs"),
        ("jobs = 2.5", {}, {}, "jobs"),
        ("jobs = true", {}, {}, "jobs"),
        ("jobs = [2]", {}, {}, "jobs"),
        ("format = 3", {}, {}, "format"),
        ("[width]\nreport = 80", {}, {}, "width"),
        ("quiet = 2", {}, {}, "quiet"),
        ("max_bytes = 2026-03-12", {}, {}, "max_bytes"),
        (None, {"WHENCE_JOBS": "many"}, {}, "jobs"),
        (None, {"WHENCE_JOBS": ""}, {}, "jobs"),
        (None, {"WHENCE_QUIET": "perhaps"}, {}, "quiet"),
        (None, {"WHENCE_MAX_BYTES": "64 MB"}, {}, "max_bytes"),
        (None, {}, {"width": "wide"}, "width"),
        (None, {}, {"jobs": -1}, "jobs"),
        (None, {"WHENCE_WIDTH": "-80"}, {}, "width"),
        ("max_bytes = 0", {}, {}, "max_bytes"),
        (None, {}, {"format": "yaml"}, "yaml"),
        (None, {"WHENCE_FORMAT": "JSON"}, {}, "JSON"),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_usage_error_that_names_the_setting_or_the_value(
    settings, file, environment, flags, named
):
    with pytest.raises(UsageError, match=named) as wrong:
        settings(file, environment, **flags)
    assert wrong.value.hint


def test_a_wrong_value_that_is_overruled_does_no_harm_but_an_unknown_name_does(settings):
    assert settings('jobs = "many"', {"WHENCE_JOBS": "more"}, jobs=2).jobs == 2
    with pytest.raises(UsageError, match="colour"):
        settings("colour = 1", {}, jobs=2)


@pytest.mark.parametrize("file", ["jobs = ", "jobs: 2", "jobs = 1\njobs = 2", b'format = "\xff"', b"\x00"])
def test_a_file_that_is_no_toml_is_a_usage_error_that_names_the_file(settings, tmp_path, file):
    with pytest.raises(UsageError, match="cannot be read") as wrong:
        settings(file)
    assert str(tmp_path / FILE) in wrong.value.message


def test_the_nearest_file_at_or_above_the_folder_counts_alone(tmp_path):
    below = tmp_path / "news" / "march"
    below.mkdir(parents=True)
    (tmp_path / FILE).write_text("jobs = 2\nwidth = 70")
    assert load({}, below, {}) == Settings(jobs=2, width=70)
    (tmp_path / "news" / FILE).write_text("jobs = 3")
    assert load({}, below, {}) == Settings(jobs=3)
    (below / FILE).write_text("")
    assert load({}, below, {}) == Settings()
    assert load({}, tmp_path, {}) == Settings(jobs=2, width=70)


def test_a_folder_with_the_name_of_the_file_is_passed_over(tmp_path):
    (tmp_path / "news" / FILE).mkdir(parents=True)
    (tmp_path / FILE).write_text("jobs = 2")
    assert load({}, tmp_path / "news", {}).jobs == 2


def test_left_to_itself_it_reads_the_working_folder_and_the_real_environment(tmp_path, monkeypatch):
    (tmp_path / FILE).write_text("jobs = 2\nwidth = 70")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHENCE_WIDTH", "80")
    found = load({})
    assert (found.jobs, found.width) == (2, 80)


def test_an_empty_environment_that_is_given_is_not_replaced_by_the_real_one(settings, monkeypatch):
    monkeypatch.setenv("WHENCE_JOBS", "7")
    assert settings(environment={}).jobs == 0


def test_settings_do_not_change_once_read(settings):
    with pytest.raises(AttributeError):
        settings().jobs = 3


@pytest.mark.parametrize(
    ("jobs", "allowed", "cores", "workers"),
    [
        (0, {0, 2, 5}, 8, 3),
        (0, {1}, 8, 1),
        (5, {0}, 8, 5),
        (1, {0, 1}, 8, 1),
        (0, None, 8, 8),
        (0, None, None, 1),
        (5, None, 8, 5),
    ],
)
def test_no_number_of_jobs_means_one_worker_for_every_core_that_may_be_used(monkeypatch, jobs, allowed, cores, workers):
    if allowed is None:
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    else:
        monkeypatch.setattr(os, "sched_getaffinity", lambda process: allowed, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert Settings(jobs=jobs).workers() == workers
