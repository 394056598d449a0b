"""A correction that a person made in another program; it wins over the machine's answer from then on."""

from typing import Literal

import msgspec

from whence.records.statement import Statement


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What one person decided about one statement of one article.

    `replace`: `statement` stands in place of the machine's one of id `target`; `remove`: there is no such statement; `add`: a
    statement that the machine did not find (`target` is then its own id).  `holder` is the holder's name where the person gave
    one that no entity of the reading has.  `made_in` is the program ("label studio", "brat").
    """

    article: str
    target: str
    action: Literal["replace", "remove", "add"]
    statement: Statement | None
    holder: str | None = None
    made_in: str
