"""The language of a text: English by its function words, others by py3langid (which loads its model then: 0.5 s)."""

import re

import py3langid

from whence.lexicon.tables import table

SAMPLE = 4_000  # characters that are looked at: some paragraphs from the beginning
LEAST_LETTERS = 60  # below that nothing tells: "unknown", and the text is read
LEAST_WORDS = 8  # different ones, for the same reason
ENGLISH = 0.2  # share of the commonest English words from which a text is English: running English has 0.35 and more
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(table("languages")["english"].split())


def language_of(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language; None where too little is written to tell.

    `declared` is what the page says of itself; templates often say English over another language, so it counts only where the
    text does not decide.
    """
    words = _WORD.findall(text[:SAMPLE].lower())
    if sum(map(len, words)) < LEAST_LETTERS or len(set(words)) < LEAST_WORDS:
        return declared
    if sum(word in _COMMON for word in words) >= ENGLISH * len(words):
        return "en"
    code, _ = py3langid.classify(text[:SAMPLE])
    return str(code)
