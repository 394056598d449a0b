"""An article that makes a claim, and a thing that articles rest on in the end."""

from dataclasses import dataclass, field
from typing import Literal

from whence.records.article import Article
from whence.records.provenance import UNTOLD, Ground, Provenance
from whence.records.spans import Span
from whence.records.trace import Evidence, MergeBecause
from whence.tracing.holders import Holder
from whence.tracing.identity import nameless
from whence.tracing.moments import order

SILENT = "outlet of article "  # how the key of an outlet with articles in the set begins
RootKind = Literal["person", "document", "anonymous", "release", "outlet", "witness", "none", "ring", "agency"]


@dataclass(frozen=True)
class Making:
    """One article that makes the claim: its place, its statements of it with their provenance, and whom it copies.

    `copied`: places of articles whose text the statement was copied from; `agency`: a key shared by those who took it from one
    place outside of the set, with its name; `undecided`: one of several copies, and nothing tells which was first.
    """

    place: int
    article: Article
    spans: tuple[tuple[Span, ...], ...]
    statements: tuple[str | None, ...]
    provenance: tuple[Provenance, ...]
    copied: tuple[int, ...] = ()
    agency: tuple[str, str | None] | None = None
    undecided: bool = False

    @property
    def when(self) -> tuple[str, str]:
        """The date of publication, then the id: the order of a trace."""
        return order(self.article)

    def grounds(self) -> list[Ground]:
        """What the article's statements of the claim rest on; its own voice counts only where nothing is told anywhere."""
        found = [ground for each in self.provenance for ground in each.grounds]
        return [each for each in found if each.basis not in UNTOLD] or found


@dataclass
class Root:
    """One thing that articles rest on in the end; `through`: the keys of outlets without the claim that it was told to."""

    key: str
    kind: RootKind
    holder: Holder | None
    name: str | None
    label: str | None
    articles: dict[int, Evidence] = field(default_factory=dict)
    same_as: list[tuple[int, int, MergeBecause]] = field(default_factory=list)
    through: frozenset[str] = frozenset()

    @property
    def silent(self) -> bool:
        """Is it an outlet that has articles in the set, none of which was found to say it?"""
        return self.kind == "outlet" and self.key.startswith(SILENT)

    @property
    def unclear(self) -> bool:
        """Is it a holder whose words tell neither a name nor a role: "she", "the company"?"""
        return self.kind == "person" and self.holder is not None and nameless(self.holder)
