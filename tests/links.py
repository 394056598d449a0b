"""The tiny language of these tests: an article and its links as surfaces -> the statements that the rules make of them.

`encoded(text, ("said", "Ann Lee", "it is late"))` is what a tagger that decides so would give.
"""

import numpy as np

from whence.ingest.anatomy import article as article_of
from whence.interpret.statements import statements
from whence.records.article import Given
from whence.records.encoding import Encoding, Link, Passage
from whence.tagger.passages import passages_of


def article(text, **told):
    return article_of(Given(name="test", text=text, **told))


def words_at(start, words, text, surface):
    """(first, last) word of a surface in a passage, or None when it is elsewhere."""
    at = text.find(surface, start, start + words.ends[-1])
    if at < 0:
        return None
    inside = [i for i in range(len(words.starts)) if start + words.starts[i] < at + len(surface) and start + words.ends[i] > at]
    return inside[0], inside[-1]


class _Whole:
    """Pieces that never fill a passage: the tests of rules need no vocabulary."""

    ids = ()


def encoded(text, *links, **told):
    """The article and an Encoding with these links; a part may be a surface, a list of surfaces, or None."""
    read = article(text, **told)
    passages = []
    waiting = list(links)
    for start, block, words in passages_of(read, lambda _: _Whole()):
        found = []
        for cue, source, content in list(waiting):
            at = words_at(start, words, text, cue)
            parts = [
                tuple(words_at(start, words, text, each) for each in ([part] if isinstance(part, str) else part or []))
                for part in (source, content)
            ]
            if at is None or None in (*parts[0], *parts[1]):
                continue
            waiting.remove((cue, source, content))
            found.append(Link(at, *parts, 0.9, 0.9, 0.9))
        passages.append(Passage(start, block, words, np.zeros((len(words.starts), 3), np.float32), tuple(found), None))
    assert not waiting, f"not in the text: {waiting}"
    return read, Encoding(tuple(passages))


def told(text, *links, **given):
    """[(source, cue, content pieces joined by " … ")] of the statements that the rules make."""
    return [plain(each) for each in statements(*encoded(text, *links, **given))]


def plain(statement):
    def joined(spans):
        return " … ".join(span.text for span in spans)

    return joined(statement.source.spans), joined(statement.cue.spans), joined(statement.content.spans)
