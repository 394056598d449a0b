"""What a fetch is asked with and what it gives: the policy, what is known of an earlier answer, the answer, the failure."""

from math import isfinite

import msgspec

from whence.errors import UsageError
from whence.ingest.decoding import MOST_BYTES


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """How pages are fetched; every key with its default, all times in seconds.

    connect_seconds   longest wait for a connection, and for its TLS handshake
    read_seconds      longest silence of a server in the middle of an answer
    total_seconds     longest time of one fetch with its redirects, retries and robots.txt; waiting behind others does not count
    most_bytes        longest answer, packed and unpacked
    most_redirects    longest chain of redirects
    robots            robots.txt is honoured
    gap_seconds       shortest time between two requests to one host
    most_crawl_delay  longest Crawl-delay of a robots.txt that is honoured
    retries           further attempts after a failure that may pass
    backoff_seconds   wait before the second retry; it doubles from then on
    most_wait         longest Retry-After that is waited for; who asks for more is not asked again
    private_allowed   addresses inside a private network, or of this machine, may be asked
    ca_file           file of further certificates to trust (PEM), such as those of an organization
    """

    connect_seconds: float = 10.0
    read_seconds: float = 15.0
    total_seconds: float = 60.0
    most_bytes: int = MOST_BYTES  # the same as for a file: a long article's page has 1 MB, a feed 5 MB
    most_redirects: int = 8  # news sites need up to 4 (scheme, www, language, slug)
    robots: bool = True
    gap_seconds: float = 1.0
    most_crawl_delay: float = 20.0  # twice, for a page and the redirect before it, leaves a third of total_seconds
    retries: int = 2
    backoff_seconds: float = 0.5
    most_wait: float = 30.0
    private_allowed: bool = False
    ca_file: str | None = None

    def __post_init__(self) -> None:
        """UsageError for a time, a size or a count that makes no sense."""
        for name in ("connect_seconds", "read_seconds", "total_seconds", "most_bytes"):
            _check(name, getattr(self, name), above=True)
        for name in ("most_redirects", "gap_seconds", "most_crawl_delay", "retries", "backoff_seconds", "most_wait"):
            _check(name, getattr(self, name), above=False)


def _check(name: str, value: float, above: bool) -> None:
    if not isfinite(value) or value < 0 or (above and value == 0):
        raise UsageError(f"{name} cannot be {value}", "leave it out for the default")


class Validators(msgspec.Struct, frozen=True, kw_only=True):
    """What an earlier answer said of itself, so that the server can say that nothing has changed.

    `url` is the address that answered; null: any address may be told.
    """

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = None


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """One answer: `url` as it was asked, `final_url` after redirects, `body` unpacked but not decoded to characters.

    `charset` is what the server told, where it is an encoding that exists.  `not_modified` answers a question with validators
    and has no body.  `cut` marks a body that ended before the end that the server had announced.  A status of 400 and more
    comes with the page that explains it; it is never one of those that may pass (401, 403, 408, 429, 500 and more).
    """

    url: str
    final_url: str
    status: int
    body: bytes
    charset: str | None = None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    not_modified: bool = False
    cut: bool = False

    def validators(self) -> Validators:
        """What to ask with the next time."""
        return Validators(etag=self.etag, last_modified=self.last_modified, url=self.final_url)


class Failure(Exception):  # noqa: N818
    """Why one step of a fetch failed, as a predicate ("is not …"); it becomes the InputError of the address that was asked.

    `passing` failures are worth another attempt.
    """

    def __init__(self, message: str, hint: str, passing: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.passing = passing
