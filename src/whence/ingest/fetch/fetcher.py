"""Fetching: where redirects lead, what robots.txt closes, what is tried again, and what an answer's status means."""

import time
from functools import cached_property
from ssl import SSLContext
from threading import Lock

import msgspec
from urllib3.exceptions import InvalidHeader, MaxRetryError
from urllib3.response import HTTPResponse
from urllib3.util import Retry

from whence.errors import InputError
from whence.ingest.fetch import addresses, robots
from whence.ingest.fetch.bodies import charset_of, media_type_of, read_body
from whence.ingest.fetch.exchange import answer_of, conditions, trust
from whence.ingest.fetch.pace import Clock, Turns
from whence.ingest.fetch.records import Failure, Fetched, Policy, Validators
from whence.ingest.fetch.urls import Target, joined, shown, target_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PASSING = frozenset({429, 502, 503, 504})
MOST_SITES = 2000  # robots.txt kept at a time: a run over a feed list has hundreds; one has up to 500 KiB
ROBOTS_REDIRECTS = 5  # RFC 9309, section 2.3.1.2
_ROBOTS_SHARE = 1 / 3  # of a fetch's time: what is left must do for the page and a retry
_HEADERS = ("Location", "Content-Type", "ETag", "Last-Modified", "Retry-After")
_NO_PAGE = frozenset({204, 205, 206})  # no content, and a part that nobody asked for
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_REFUSED = frozenset({401, 403, 408, 429})  # with 500 and more: the page may be had later or by a person, and is not gone
_SAVE = "open it in a browser, save the page and give the file"
_HINTS = {
    401: "it is behind a login: " + _SAVE,
    403: "the site refuses programs: " + _SAVE,
    404: "check the address, or look for a copy in a web archive",
    410: "look for a copy in a web archive",
    429: "the site is asked too often: try again later, with fewer addresses at a time",
    408: "try again later",
    451: "it is withheld for legal reasons here: look for a copy elsewhere",
}


class Answer(msgspec.Struct, frozen=True):
    """One answer, read whole: status, the headers that matter here, the body and whether it was cut off."""

    status: int
    headers: dict[str, str]
    body: bytes = b""
    cut: bool = False


class _Site:
    """What is known of one origin: the rules of its robots.txt, once it was read, or why it could not be."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.rules: robots.Rules | Failure | None = None


class _Trip:
    """One fetch under way: its clock, its validators, the addresses it has looked up, the hosts it has asked."""

    def __init__(self, clock: Clock, known: Validators) -> None:
        self.clock = clock
        self.known = known
        self.addresses: dict[str, list[str]] = {}
        self.asked: set[str] = set()


class Fetcher:
    """Fetches pages by a policy; remembers robots.txt and when a host was asked last.  For any number of threads.

    `resolve` gives the addresses of a host; the default asks the system.
    """

    def __init__(self, policy: Policy | None = None, resolve: addresses.Resolver = addresses.system_addresses) -> None:
        self.policy = policy or Policy()
        self._resolve = resolve
        self._turns = Turns()
        self._sites: dict[str, _Site] = {}
        self._lock = Lock()
        if self.policy.ca_file is not None:
            trust(self.policy.ca_file)  # what is wrong with it is told at once

    @cached_property
    def _tls(self) -> SSLContext:
        """Made when it is first needed: reading a system's certificates takes 20 ms."""
        return trust(self.policy.ca_file)

    def fetch(self, url: str, known: Validators | None = None) -> Fetched:
        """The answer for an http(s) address, redirects followed; an error page of HTML counts as an answer, with its status,
        unless it may pass or is meant for programs only (`_REFUSED`).

        With `known` the answer may be `not_modified`.  InputError, named by `url`, for all that cannot be fetched.
        """
        trip = _Trip(Clock(self.policy.total_seconds), known or Validators())
        try:
            at = target_of(url)
            at, answer = self._arrival(at, self._visit(at, trip), trip)
            return _fetched(url, at, answer, trip.known)
        except Failure as wrong:
            raise InputError(url, wrong.message, wrong.hint) from wrong

    # --- redirects -----------------------------------------------------------------------------------------------------

    def _arrival(self, at: Target, answer: Answer, trip: _Trip) -> tuple[Target, Answer]:
        """Where a chain of redirects ends."""
        seen = [at.url]
        while answer.status in REDIRECTS:
            at = _next(at, answer)
            if at.url in seen:
                raise Failure("is redirected in a circle", "the site may want a cookie: " + _SAVE)
            if len(seen) > self.policy.most_redirects:
                raise Failure(f"is redirected more than {self.policy.most_redirects} times", _SAVE)
            seen.append(at.url)
            try:
                answer = self._visit(at, trip)
            except Failure as wrong:
                raise Failure(f"leads to {shown(at.url)}, which {wrong.message}", wrong.hint) from wrong
        return at, answer

    def _visit(self, at: Target, trip: _Trip) -> Answer:
        """The answer of one address, if its network and its robots.txt allow to ask."""
        self._addresses(at, trip)
        gap = self.policy.gap_seconds
        if self.policy.robots:
            rules = self._rules(at, trip)
            if not rules.allow(at.path):
                raise Failure("is closed to programs by its site's robots.txt", _SAVE)
            gap = max(gap, min(rules.delay, self.policy.most_crawl_delay))
        return self._persist(at, trip, gap)

    def _addresses(self, at: Target, trip: _Trip) -> list[str]:
        """The checked addresses of a host: looked up once in a fetch, so that a second look-up cannot give others."""
        if at.host not in trip.addresses:
            trip.addresses[at.host] = addresses.checked(
                at.host, at.port, self._resolve, self.policy.private_allowed, trip.clock.left()
            )
        return trip.addresses[at.host]

    # --- robots.txt ----------------------------------------------------------------------------------------------------

    def _rules(self, at: Target, trip: _Trip) -> robots.Rules:
        """The rules of a site, read once in a run; Failure when they cannot be had, which closes the site."""
        with self._lock:
            site = self._sites.setdefault(at.origin, _Site())
            if len(self._sites) > MOST_SITES:
                del self._sites[next(iter(self._sites))]
        came = time.monotonic()
        with site.lock:
            trip.clock.forgive(time.monotonic() - came)
            rules = site.rules
            if rules is None:
                share = self.policy.total_seconds * _ROBOTS_SHARE
                fair = trip.clock.left() >= share  # else it may have failed only because this fetch came late
                rules = self._read_rules(at, _part(trip, share))
                site.rules = rules if fair or isinstance(rules, robots.Rules) else None
        if isinstance(rules, Failure):
            raise Failure(rules.message, rules.hint)  # a fresh one: every thread that raises it writes its own trace into it
        return rules

    def _read_rules(self, at: Target, trip: _Trip) -> robots.Rules | Failure:
        """RFC 9309: no robots.txt (4xx, or endless redirects) allows all, one that cannot be had (5xx, no answer) nothing."""
        place = target_of(f"{at.origin}/robots.txt")
        try:
            answer = self._robots_answer(place, trip)
            for _ in range(ROBOTS_REDIRECTS):
                if answer.status not in REDIRECTS:
                    break
                place = _next(place, answer)
                answer = self._robots_answer(place, trip)
        except Failure as wrong:
            name = "robots.txt" if place.origin == at.origin else f"robots.txt, at {shown(place.url)},"
            return Failure(f"may not be asked: the site's {name} {wrong.message}", wrong.hint)
        if 200 <= answer.status < 300:
            return robots.rules_of(answer.body)
        if 400 <= answer.status < 500 or answer.status in REDIRECTS:
            return robots.Rules()
        return Failure(f"may not be asked: the site's robots.txt answers with status {answer.status}", "try again later")

    def _robots_answer(self, place: Target, trip: _Trip) -> Answer:
        self._addresses(place, trip)
        return self._persist(place, trip, self.policy.gap_seconds, robots.MOST_BYTES)

    # --- one address ---------------------------------------------------------------------------------------------------

    def _persist(self, at: Target, trip: _Trip, gap: float, most: int | None = None) -> Answer:
        """The answer of one address, asked again while that may help; with `most`, only the beginning of its body."""
        retry = Retry(self.policy.retries, backoff_factor=self.policy.backoff_seconds, backoff_max=self.policy.most_wait)
        outcome = self._attempt(at, trip, gap, most)
        while (further := _further(retry, outcome, self.policy, trip.clock)) is not None:
            retry, outcome = further, self._attempt(at, trip, gap, most)
        if isinstance(outcome, Failure):
            raise outcome
        return outcome

    def _attempt(self, at: Target, trip: _Trip, gap: float, most: int | None) -> Answer | Failure:
        try:
            trip.clock.check()
            self._turns.wait(at.host, gap, trip.clock, again=at.host in trip.asked)
            trip.asked.add(at.host)
            tls = self._tls if at.scheme == "https" else None
            with answer_of(at, self._addresses(at, trip), trip.known, self.policy, trip.clock, tls) as response:
                return _read(response, most or self.policy.most_bytes, trip.clock, stop=most is not None)
        except Failure as wrong:
            return wrong


def _part(trip: _Trip, seconds: float) -> _Trip:
    """A part of a fetch with less time and no validators."""
    part = _Trip(Clock(seconds, trip.clock), Validators())
    part.addresses, part.asked = trip.addresses, trip.asked
    return part


def _next(at: Target, answer: Answer) -> Target:
    """Where a redirect leads."""
    location = answer.headers.get("Location")
    if location is None:
        raise Failure("is redirected, but to nowhere", _SAVE)
    url = joined(at.url, location)
    try:
        return target_of(url)
    except Failure as wrong:
        raise Failure(f"is redirected to {shown(url)}, which {wrong.message}", _SAVE) from wrong


def _read(response: HTTPResponse, most: int, clock: Clock, stop: bool) -> Answer:
    headers = {name: response.headers[name] for name in _HEADERS if name in response.headers}
    if response.status in REDIRECTS or response.status == 304:
        return Answer(response.status, headers)
    try:
        body, cut = read_body(response, most, clock, stop)
    except Failure:
        if response.status < 400:
            raise
        body, cut = b"", True  # the status says more than what is wrong with its page
    return Answer(response.status, headers, body, cut)


def _further(retry: Retry, outcome: Answer | Failure, policy: Policy, clock: Clock) -> Retry | None:
    """What is left of the retries after an outcome, once the wait before it is over; None when it stands as it is."""
    if not (outcome.passing if isinstance(outcome, Failure) else outcome.status in PASSING):
        return None
    try:
        retry = retry.increment("GET", error=outcome if isinstance(outcome, Failure) else Failure("is busy", ""))
    except MaxRetryError:
        return None
    asked = 0.0 if isinstance(outcome, Failure) else _asked_to_wait(outcome)
    wait = max(asked, retry.get_backoff_time())
    if asked > policy.most_wait or wait >= clock.left():
        return None
    time.sleep(wait)
    return retry


def _asked_to_wait(answer: Answer) -> float:
    """Seconds that a Retry-After header asks for, as a number or a date; 0 where it asks for none."""
    try:
        return Retry().parse_retry_after(answer.headers.get("Retry-After", "0"))
    except (InvalidHeader, ValueError, OverflowError):
        return 0.0


# --- what an answer means ------------------------------------------------------------------------------------------------


def _fetched(url: str, at: Target, answer: Answer, known: Validators) -> Fetched:
    """The record of an answer; Failure for one that brings neither a page nor the news that nothing has changed."""
    content_type = answer.headers.get("Content-Type", "")
    fetched = Fetched(
        url=url,
        final_url=at.url,
        status=answer.status,
        body=answer.body,
        charset=charset_of(content_type),
        media_type=media_type_of(content_type),
        etag=answer.headers.get("ETag"),
        last_modified=answer.headers.get("Last-Modified"),
        cut=answer.cut,
    )
    if answer.status == 304:
        return _unchanged(fetched, at, known)
    if answer.status >= 500 or answer.status in _REFUSED:
        raise Failure(f"the server answers {answer.status}", _hint(answer))
    if answer.status >= 400:
        if _is_page(fetched):
            return fetched
        raise Failure(f"answers with status {answer.status}", _hint(answer))
    if not 200 <= answer.status < 300 or answer.status in _NO_PAGE:
        raise Failure(f"answers with status {answer.status}, which brings no page", _SAVE)
    if not answer.body:
        raise Failure(
            "breaks off before its first byte" if answer.cut else "answers with nothing", "try again later; or " + _SAVE
        )
    return fetched


def _unchanged(fetched: Fetched, at: Target, known: Validators) -> Fetched:
    """A 304: what was known still holds where the answer does not repeat it."""
    if not conditions(at, known):
        raise Failure("says that nothing has changed, though it was asked for everything", "try again later")
    return msgspec.structs.replace(
        fetched, etag=fetched.etag or known.etag, last_modified=fetched.last_modified or known.last_modified, not_modified=True
    )


def _is_page(fetched: Fetched) -> bool:
    """Whether an error came with a page of HTML that a reader of pages can recognize."""
    return bool(fetched.body.strip()) and (
        fetched.media_type in _PAGES or (fetched.media_type is None and fetched.body.lstrip().startswith(b"<"))
    )


def _hint(answer: Answer) -> str:
    asked = _asked_to_wait(answer)
    if answer.status in PASSING and asked:
        return f"the site asks to be left alone for {asked:.0f} s: try again after that"
    return _HINTS.get(answer.status, "try again later" if answer.status >= 500 else _SAVE)
