"""Kinds of holders that are not named: what the head noun of a phrase makes of them (contract.md, "Kinds")."""

from whence.lexicon.nouns import singular
from whence.records.entity import Kind
from whence.records.mention import Mention

_PARTICULAR = frozenset(("the", "this", "that", "his", "her", "its", "their", "our", "my", "your"))
_GOVERNMENT = frozenset(
    ("government", "administration", "cabinet", "parliament", "congress", "senate", "kremlin", "pentagon", "treasury")
)
# Insiders whose plural stays unnamed sources; other plurals of persons are groups of people.
_SOURCES = frozenset(("official", "source", "insider", "aide", "adviser", "advisor", "diplomat", "staffer", "operative"))
_PERSONAL = frozenset(("insider", "ordinary", "role", "speaking"))


def kind_of_noun(mention: Mention) -> Kind | None:
    """The kind of an unnamed holder by its noun; None when the noun tells nothing."""
    first = next(iter(mention.classes), None)
    if mention.determiner == "our" and (_PERSONAL & set(mention.classes) or first in ("outlet", "organization")):
        return "author"
    if first == "anonymous":
        return "anonymous"
    if first == "document":
        return "document"
    if first == "outlet":
        return "unnamed group" if mention.plural else "outlet"
    if first == "organization":
        return _body(mention)
    if first == "people" or (mention.plural and first in _PERSONAL):
        owned = mention.determiner in ("his", "her") or (mention.name is not None and mention.head != "sources")
        return "anonymous" if singular(mention.head) in _SOURCES and not owned else "unnamed group"
    if first in _PERSONAL:
        return "anonymous" if "insider" in mention.classes else "unnamed person"
    return "unnamed group" if mention.plural else None


def _body(mention: Mention) -> Kind:
    """A particular body ("the school board") is as good as named; any of a sort ("one company", "rights groups") is not."""
    if mention.plural or (mention.determiner not in _PARTICULAR and mention.name is None):
        return "named organization" if singular(mention.head) in _GOVERNMENT else "unnamed group"
    return "named organization"
