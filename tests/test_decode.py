"""Decoding: the best path is the best of all paths, and pieces come out whole."""

from itertools import product

import numpy as np
import pytest

from whence.tagger.decode import MOSTLY_EMPTY, TAGS, best_paths, cues, pieces
from whence.tagger.weights import packaged

OUT, BEGIN, INSIDE = (3.0, 0, 0), (0, 3.0, 0), (0, 0, 3.0)


def weight(tags, scores, moves):
    before = (TAGS, *tags[:-1])
    return sum(moves[b, t] + row[t] for b, t, row in zip(before, tags, scores, strict=True))


@pytest.mark.parametrize("seed", range(12))
def test_the_best_path_and_its_probability_agree_with_trying_every_path(seed):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(3, 5, TAGS)).astype(np.float32) * 2
    scores[2, :, 0] += 6  # nearly surely empty
    moves = np.array(packaged().moves)
    tags, chances = best_paths(scores, moves)
    for row in range(3):
        every = {path: weight(path, scores[row].astype(float), moves) for path in product(range(TAGS), repeat=5)}
        total = np.exp(list(every.values())).sum()
        empty = sum(np.exp(each) for path, each in every.items() if 3 not in path) / total > MOSTLY_EMPTY
        best = max((path for path in every if (3 not in path) == empty), key=every.__getitem__)
        assert tuple(tags[row]) == best
        assert chances[row] == pytest.approx(np.exp(every[best]) / total, rel=1e-6)


def test_a_piece_never_goes_on_without_having_begun():
    scores = np.zeros((1, 6, TAGS), dtype=np.float32)
    scores[0, 2:5, 4] = 4.0
    (tags,), _ = best_paths(scores, np.array(packaged().moves))
    for before, tag in zip([0, *tags.tolist()], tags.tolist(), strict=False):
        assert tag not in (2, 4) or before in (tag, tag - 1)


def test_a_cue_opens_at_the_threshold_and_goes_on_while_inside_is_likeliest():
    scores = np.array([OUT, BEGIN, INSIDE, OUT, BEGIN], dtype=np.float32)
    assert [cue for cue, _ in cues(scores, 0.5)] == [(1, 2), (4, 4)]
    assert cues(scores, 0.999) == []


def test_pieces_are_runs_of_one_role():
    assert pieces([1, 2, 0, 3, 4, 4, 3], 1) == ((0, 1),)
    assert pieces([1, 2, 0, 3, 4, 4, 3], 3) == ((3, 5), (6, 6))
