"""Names -> the addresses that may be asked: looked up once, every one of them checked, so that nothing can change between."""

import socket
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread

from whence.ingest.fetch.records import Failure

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
MOST_ADDRESSES = 4  # tried in turn: two for each version of IP; a name may list hundreds

# The special-purpose registries of IANA (as of 2025), written out because `ipaddress` judges them differently from one version
# of Python to the next (3.11.7 calls 192.0.0.8 and 3fff::1 public).
_SPECIAL = tuple(
    (ip_network(network), kind)
    for kind, networks in {
        "this machine's": ("0.0.0.0/8", "127.0.0.0/8", "::/128", "::1/128"),
        "private": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "fec0::/10"),
        "link-local": ("169.254.0.0/16", "fe80::/10"),  # the metadata service of clouds among them
        "multicast": ("224.0.0.0/4", "ff00::/8"),
        "documentation": ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
        "reserved": ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4", "2001::/23"),
    }.items()
    for network in networks
)
_UNICAST = ip_network("2000::/3")  # all that is given out of IPv6
_NAT64 = ip_network("64:ff9b::/96")  # how a network without IPv4 reaches it


def system_addresses(host: str, port: int) -> list[str]:
    """The addresses that this machine finds for a host, best first; OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def kind_of(address: Address) -> str | None:
    """What keeps an address from being public ("private", "link-local" …); None for a public one.

    An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64) is judged by what it is.
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _behind_nat64(address)
        if inner is not None:
            return kind_of(inner)
    for network, kind in _SPECIAL:
        if address.version == network.version and address in network:
            return kind
    return "reserved" if address.version == 6 and address not in _UNICAST else None


def _behind_nat64(address: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def checked(host: str, port: int, resolve: Resolver, private_allowed: bool, seconds: float) -> list[str]:
    """The addresses of a host that may be asked, within some seconds; Failure where one of them is not public."""
    found = [_address(each) for each in _looked_up(host, port, resolve, seconds)]
    if not found:
        raise Failure(f"cannot be found: {host} has no address", "check the address")
    for address in found if not private_allowed else ():
        kind = kind_of(address)
        if kind is not None:
            raise Failure(
                f"is not on the public network: {host} is a {kind} address ({address})"
                if kind != "this machine's"
                else f"is not on the public network: {host} is an address of this machine ({address})",
                "give the article's file, or allow it with --private if you trust whoever named this address",
            )
    return [str(address) for address in found[:MOST_ADDRESSES]]


def _address(text: str) -> Address:
    try:
        return ip_address(text)
    except ValueError as wrong:
        raise Failure(f"cannot be found: {text[:60]!r} is no address", "check the resolver") from wrong


def _looked_up(host: str, port: int, resolve: Resolver, seconds: float) -> Sequence[str]:
    """The look-up in a thread of its own: the system's takes as long as it likes, and cannot be stopped."""
    answer: Future[Sequence[str]] = Future()

    def work() -> None:
        try:
            answer.set_result(resolve(host, port))
        except Exception as wrong:  # noqa: BLE001 - handed over to the thread that waits
            answer.set_exception(wrong)

    Thread(target=work, daemon=True).start()
    try:
        return answer.result(timeout=seconds)
    except TimeoutError as wrong:
        raise Failure(f"cannot be found: looking up {host} took too long", "check the network", passing=True) from wrong
    except (OSError, UnicodeError) as wrong:
        passing = getattr(wrong, "errno", None) == socket.EAI_AGAIN
        hint = "check the network, or try again later" if passing else "check the address for a misspelling"
        raise Failure(f"cannot be found: there is no host {host}", hint, passing) from wrong
