"""Do two places say the same?  What they have in common as numbers, and the odds that a pair model gives for it.

Words are compared by vectors distilled from a sentence encoder, one for each word piece (as model2vec does: van Dongen and
Tulkens 2024): each word of one place looks for its nearest in the other (soft alignment, as in BERTScore, Zhang et al. 2020),
rare words counting more (SIF, Arora et al. 2017).  What such vectors blur is asked separately: numbers, names, negation.  A
small network weighs these answers: the guess, for which nothing has to be read.  For the odds a fine-tuned encoder reads
every place once, in its sentence, and what it says is weighed with the others.
"""

from whence.records.encoding import Floats
from whence.tracing.match.features import FEATURES, features, guess, meant, odds, odds_and_about
from whence.tracing.match.meaning import Context, laid_out
from whence.tracing.match.model import FILES, NAME, ClaimModel, load, packaged
from whence.tracing.match.places import OPENING, Place, Side, counts_differ, names_of, place_of, side_of

__all__ = [
    "FEATURES", "FILES", "NAME", "OPENING", "ClaimModel", "Context", "Floats", "Place", "Side", "counts_differ", "features",
    "guess", "laid_out", "load", "meant", "names_of", "odds", "odds_and_about", "packaged", "place_of", "side_of",
]  # fmt: skip
