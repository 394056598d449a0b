"""Documentation that is stale fails here: schema, reading map, public names, commands of the README."""

import json
import re

import whence
from conftest import ROOT
from whence.records.reading import schema
from whence.records.trace import schema as trace_schema
from whence.report import terminal, trace_terminal


def test_the_published_schema_is_the_one_of_the_records():
    assert json.loads((ROOT / "docs" / "reading.schema.json").read_text(encoding="utf-8")) == schema()


def test_the_published_schema_of_a_trace_is_the_one_of_the_records():
    assert json.loads((ROOT / "docs" / "trace.schema.json").read_text(encoding="utf-8")) == trace_schema()


def test_the_reading_map_names_every_module_and_none_that_is_gone():
    package = ROOT / "src" / "whence"
    modules = set()
    for path in package.rglob("*.py"):
        name = ".".join(path.relative_to(package).with_suffix("").parts).removesuffix(".__init__")
        modules.add(name)
    listed = set(re.findall(r"^([a-z_]+(?:\.[a-z_]+)?)  +\S", whence.__doc__, re.MULTILINE))
    assert listed <= modules
    for module in modules - {"__init__", "__main__"}:
        parts = module.split(".")
        assert any(".".join(parts[:size]) in listed for size in (1, 2)) or module in {
            "lexicon",
            "records",
            "ingest",
            "tagger",
            "interpret",
            "tracing",
        }


def test_the_public_names_are_pinned():
    assert sorted(whence.__all__) == [
        "Archive", "ArchiveError", "Article", "ExtraMissing", "Given", "InputError", "Keeper", "ModelError", "Reader",
        "Reading", "Span", "Statement", "Trace", "UsageError", "WhenceError", "__version__", "ask", "inputs", "read",
        "read_many", "to_pandas", "to_polars", "trace",
    ]  # fmt: skip


def test_the_readmes_commands_are_targets_of_the_makefile():
    readme, makefile = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "Makefile"))
    targets = re.findall(r"\bmake ([a-z]+)", readme)
    assert {"demo", "test"} <= set(targets)
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_readme_shows_what_the_demo_prints():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"A part of what it prints:\n\n```\n(.*?)\n```", readme, re.DOTALL)[1]
    example = (ROOT / "examples" / "harbour-talks.txt").read_text(encoding="utf-8")
    printed = terminal.render(whence.read(example, published="2026-03-12"), width=100, colour=False)
    assert len(shown) > 1000
    for part in shown.split("\n…"):
        assert part.strip("\n") in printed


def test_the_readme_shows_what_trace_prints_of_that_story():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"of our own:\n\n```\n(.*?)\n```", readme, re.DOTALL)[1]
    folder = ROOT / "benchmarks" / "stories" / "tuned" / "goat-cheese"
    story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    readings = [
        whence.read(
            (folder / each["file"]).read_text(encoding="utf-8"), **{name: each[name] for name in ("url", "published", "outlet")}
        )
        for each in story["articles"]
    ]
    told = trace_terminal.render(whence.trace(readings), {each.article.id: each for each in readings}, width=100, colour=False)
    assert shown in told


def test_the_version_is_in_the_changelog():
    assert f"## {whence.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
