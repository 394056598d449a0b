"""Do two places say the same?  What they have in common as numbers, and the odds that a pair model gives for it.

Words are compared by vectors distilled from a sentence encoder, one for each word piece (as model2vec does: van Dongen and
Tulkens 2024), so that nothing has to be encoded when a claim is traced: each word of one place looks for its nearest in the
other (soft alignment, as in BERTScore, Zhang et al. 2020), rare words counting more (SIF, Arora et al. 2017).  What such
vectors blur is asked separately: numbers, names, negation.  A small network weighs these answers.
"""

from whence.tracing.match.features import FEATURES, features, odds
from whence.tracing.match.model import FILES, NAME, ClaimModel, Floats, load, packaged
from whence.tracing.match.places import Place, Side, counts_differ, names_of, place_of, side_of

__all__ = [
    "FEATURES", "FILES", "NAME", "ClaimModel", "Floats", "Place", "Side", "counts_differ", "features", "load", "names_of",
    "odds", "packaged", "place_of", "side_of",
]  # fmt: skip
