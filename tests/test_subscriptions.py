"""Addresses and feeds through the command: a local server, and a state that knows what was read."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner

from whence.cli import main
from whence.errors import InputError
from whence.ingest.feedstate import FeedState
from whence.ingest.fetch import Fetcher, Policy
from whence.ingest.files import Source, inputs
from whence.ingest.subscriptions import Subscription

FERRY = "The ferry to Ostrava Holm will sail again on Monday, the harbour master Ilse Brandvik said in the council hall."
MORE = "She had waited five months for the new ramp, and the crews had waited with her, unpaid since the storm of October."
BODY = "".join(f"<p>{FERRY} {MORE} Part {n} of the report tells what the crews saw.</p>" for n in range(5))


def page(title):
    return (
        f'<html lang="en"><head><title>{title} - Holm Post</title><meta property="og:site_name" content="Holm Post">'
        f'<meta property="article:published_time" content="2026-03-12T09:30:00+01:00"></head><body><article><h1>{title}</h1>'
        f"{BODY}</article></body></html>"
    )


class Site(BaseHTTPRequestHandler):
    """Pages by their path; a feed of those in `listed`, with an ETag for its content."""

    listed: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    def do_GET(self):
        type(self).asked += (self.path,)
        if self.path == "/feed":
            tag = f'"{len(self.listed)}"'
            if self.headers.get("If-None-Match") == tag:
                return self.answer(304, "", tag)
            return self.answer(200, self.feed(), tag, "application/rss+xml")
        if self.path.startswith("/news/"):
            return self.answer(200, page(self.path.removeprefix("/news/").replace("-", " ")))
        return self.answer(404, "<html><title>404 Not Found</title><h1>Not Found</h1><p>There is no such page here.</p></html>")

    def feed(self):
        items = "".join(
            f"<item><title>{name}</title><link>{self.base()}/news/{name}</link><description>Short.</description></item>"
            for name in self.listed
        )
        return f"<rss version='2.0'><channel><title>Holm Post</title><link>{self.base()}</link>{items}</channel></rss>"

    def base(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, status, body, tag=None, media="text/html; charset=utf-8"):
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(data)))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """Quiet."""


@pytest.fixture
def site():
    """A handler class and the address that it answers at."""
    kind = type("Here", (Site,), {"listed": (), "asked": ()})
    server = HTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield kind, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher():
    return Fetcher(Policy(private_allowed=True, gap_seconds=0.0, robots=False))


def titles(found):
    return [each.message if isinstance(each, InputError) else each.shown.title for each in found]


def test_an_address_is_an_input_with_the_page_behind_it_and_when_it_was_captured(site, fetcher):
    _, base = site
    (found,) = inputs([f"{base}/news/Ferry-sails"], fetcher=fetcher)
    assert (found.name, found.url, found.shown.title) == (f"{base}/news/Ferry-sails", f"{base}/news/Ferry-sails", "Ferry sails")
    assert (found.shown.dates.published.value, found.shown.dates.captured.basis) == ("2026-03-12T09:30:00+01:00", "fetch")
    assert FERRY in found.text


def test_a_page_that_is_gone_is_an_error_page_with_its_text(site, fetcher):
    _, base = site
    (found,) = inputs([f"{base}/gone"], fetcher=fetcher)
    assert found.shown.not_read.reason == "error page"
    assert "There is no such page here." in found.text


def test_an_address_that_cannot_be_reached_is_an_error_and_the_next_input_is_read(site, fetcher):
    _, base = site
    wrong, found = inputs(["http://127.0.0.1:9/x", f"{base}/news/Ferry-sails"], fetcher=fetcher)
    assert isinstance(wrong, InputError)
    assert (wrong.name, bool(wrong.hint)) == ("http://127.0.0.1:9/x", True)
    assert found.shown.title == "Ferry sails"


def test_a_table_of_addresses_is_fetched_and_what_it_tells_stands(site, fetcher, tmp_path):
    _, base = site
    table = tmp_path / "list.csv"
    table.write_text(
        f"id,url,outlet\na,{base}/news/Ferry-sails,Kelter Courier\nb,{base}/news/School-opens,\n", encoding="utf-8"
    )
    first, second = inputs([str(table)], fetcher=fetcher)
    assert (first.name, first.outlet, first.shown.title) == ("a", "Kelter Courier", "Ferry sails")
    assert (second.name, second.outlet, second.shown.title) == ("b", None, "School opens")


def test_an_address_inside_a_private_network_is_refused_unless_asked_for(site):
    _, base = site
    refused = CliRunner().invoke(main, ["read", f"{base}/news/Ferry-sails", "--only", "article", "--jsonl"])
    assert refused.exit_code == 1
    assert "private" in json.loads(refused.stdout)["error"] + json.loads(refused.stdout)["hint"]
    read = CliRunner().invoke(main, ["read", f"{base}/news/Ferry-sails", "--only", "article", "--jsonl", "--private"])
    assert json.loads(read.stdout)["article"]["title"] == "Ferry sails"


def run(base, state):
    result = CliRunner().invoke(
        main, ["read", "--feed", f"{base}/feed", "--state", str(state), "--only", "article", "--jsonl", "--private", "--quiet"]
    )
    return result.exit_code, [json.loads(each)["article"]["title"] for each in result.stdout.splitlines()]


def test_a_second_run_over_a_feed_reads_only_what_is_new(site, tmp_path, monkeypatch):
    kind, base = site
    monkeypatch.setattr("whence.cli.reading.fetcher_of", lambda _: Fetcher(Policy(private_allowed=True, gap_seconds=0.0)))
    state = tmp_path / "state.json"
    kind.listed = ("Ferry-sails",)
    assert run(base, state) == (0, ["Ferry sails"])
    assert run(base, state) == (0, [])
    kind.listed = ("School-opens", "Ferry-sails")
    assert run(base, state) == (0, ["School opens"])
    assert kind.asked.count("/news/Ferry-sails") == 1


def test_an_unchanged_feed_is_answered_without_being_sent_again(site, fetcher, tmp_path):
    kind, base = site
    kind.listed = ("Ferry-sails",)
    for expected in (["Ferry sails"], []):
        with FeedState.load(tmp_path / "state.json") as state:
            feed = Subscription(f"{base}/feed", Source(fetcher=fetcher), state)
            found = list(feed)
            assert titles(found) == expected
            for each in found:
                feed.done(each.name)
            feed.end()
    assert json.loads((tmp_path / "state.json").read_text())["feeds"][f"{base}/feed"]["etag"] == '"1"'


def test_an_entry_that_was_not_read_to_its_end_comes_again(site, fetcher, tmp_path):
    kind, base = site
    kind.listed = ("Ferry-sails", "School-opens")
    for expected in (["Ferry sails", "School opens"], ["School opens"]):
        with FeedState.load(tmp_path / "state.json") as state:
            feed = Subscription(f"{base}/feed", Source(fetcher=fetcher), state)
            found = list(feed)
            assert titles(found) == expected
            feed.done(found[0].name)  # and no other
            feed.end()


def test_a_feed_in_a_file_is_read_with_the_pages_that_it_links_to(site, fetcher, tmp_path):
    kind, base = site
    kind.listed = ("Ferry-sails",)
    file = tmp_path / "feed.xml"
    file.write_bytes(fetcher.fetch(f"{base}/feed").body)
    assert titles(Subscription(str(file), Source(fetcher=fetcher))) == ["Ferry sails"]
    (teaser,) = inputs([str(file)], fetcher=fetcher)
    assert teaser.shown.not_read.reason == "only a teaser"


@pytest.mark.parametrize("where", ["http://127.0.0.1:9/feed", "gone.xml"])
def test_a_feed_that_cannot_be_had_is_one_error(fetcher, where):
    (wrong,) = Subscription(where, Source(fetcher=fetcher))
    assert isinstance(wrong, InputError)
    assert wrong.name == where
    assert wrong.hint


def test_a_state_without_a_feed_is_a_wrong_call():
    result = CliRunner().invoke(main, ["read", "x.txt", "--state", "s.json"])
    assert result.exit_code == 2
    assert "--feed" in result.output
