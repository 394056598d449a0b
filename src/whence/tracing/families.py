"""Things that are linked, directly or through others (connected components, by union and find)."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def families(things: Sequence[Thing], links: Iterable[tuple[Thing, Thing]]) -> list[list[Thing]]:
    """The things in groups that hang together, each group and the groups in the order of `things`."""
    order = {thing: at for at, thing in enumerate(things)}
    root = {thing: thing for thing in things}

    def find(thing: Thing) -> Thing:
        while root[thing] != thing:
            root[thing] = root[root[thing]]
            thing = root[thing]
        return thing

    for one, other in links:
        first, second = sorted((find(one), find(other)), key=order.__getitem__)
        root[second] = first
    found: dict[Thing, list[Thing]] = {}
    for thing in things:
        found.setdefault(find(thing), []).append(thing)
    return list(found.values())
