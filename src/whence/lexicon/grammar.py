"""Function words and other closed classes that the grammar of names and noun phrases needs (grammar.toml)."""

from whence.lexicon.tables import table

_TABLE: dict[str, str] = table("grammar")


def _words(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


PRONOUNS, PERSONAL, REFLEXIVE = _words("pronouns"), _words("personal"), _words("reflexive")
INDEFINITE = _words("indefinite")
DETERMINERS, PREPOSITIONS, CLAUSES = _words("determiners"), _words("prepositions"), _words("clauses")
STOPS = PREPOSITIONS | _words("verbal")
BEHIND_NOUNS, CALENDAR, LEVELS = _words("behind_nouns"), _words("calendar"), _words("levels")
ABBREVIATED, PARTICLES, NOT_NAMES = _words("abbreviated"), _words("particles"), _words("not_names")
OPENERS, AMBIGUOUS, ROLE_SURNAMES = _words("openers"), _words("ambiguous"), _words("role_surnames")
PAGEANTS, CAUSES, OUTLET_OPENERS = _words("pageants"), _words("causes"), _words("outlet_openers")
