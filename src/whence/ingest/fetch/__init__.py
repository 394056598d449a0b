"""The only place in Whence that opens connections: an address -> the page behind it, politely and with every limit kept.

fetcher    redirects, robots.txt, retries, what a status means       Fetcher(Policy()).fetch(url) -> Fetched
records    Policy, Validators, Fetched
urls       what may be asked at all, and how it is written
addresses  names to addresses, each of them checked
robots     robots.txt (RFC 9309)
pace       the time that is left, and turns at a host
exchange   one request over one connection
bodies     reading and unpacking within limits
"""

from whence.ingest.fetch.fetcher import Fetcher
from whence.ingest.fetch.records import Fetched, Policy, Validators

__all__ = ["Fetched", "Fetcher", "Policy", "Validators"]
