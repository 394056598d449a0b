"""Do two places say the same?  What they have in common, and the odds of the pair model: rules and orders, never exact odds."""

import io
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import released
from whence.errors import ModelError
from whence.lexicon.pieces import LONGEST_WORD, MOST_PIECES, PieceSplitter
from whence.runtime import session
from whence.tracing import match
from whence.tracing.match.meaning import BEFORE, LEFT, MOST, RIGHT, TITLE, PlaceEncoder

LOCK = "The lock at Vardholm was shut on Monday"


@pytest.fixture(scope="module")
def model():
    return match.packaged()


def whole(model, text, names=frozenset(), quoted=False, **around):
    """A text as one place, with what stands around it."""
    return match.place_of(model, text, match.Context(**around), names, quoted)


@pytest.fixture(scope="module")
def odds(model):
    """The log odds that two places make one claim, each with nothing but itself around."""

    def ask(one, other, names=frozenset({"Vardholm", "Oda", "Brandt", "Bo", "Marr"})):
        sides = [match.side_of(model, [whole(model, text, names)]) for text in (one, other)]
        return float(match.odds(model, *sides)[0, 0])

    return ask


@pytest.fixture(scope="module")
def asked(model):
    """The features of two places by their names."""

    def ask(one, other, names=frozenset({"Vardholm", "Kelter"})):
        sides = [match.side_of(model, [whole(model, text, names)]) for text in (one, other)]
        return dict(zip(match.FEATURES, match.features(*sides)[0, 0].tolist(), strict=True))

    return ask


# --- what the odds must order ------------------------------------------------------------------------------------------------


CLOSED = "On Monday the Vardholm lock was closed"
HERRING = "Herring were cheap again at the fish hall of Kelter"


def test_a_paraphrase_is_likelier_than_a_statement_on_something_else(odds):
    assert odds(LOCK, CLOSED) > odds(LOCK, HERRING)


@pytest.mark.parametrize("text", [LOCK, "The crane flattened eleven trams", "Oda Brandt opened the gate at noon on Monday"])
def test_the_same_words_say_the_same(odds, text):
    assert odds(text, text) > 0


def test_the_same_words_are_likelier_than_a_paraphrase_and_than_something_else(odds):
    assert odds(LOCK, LOCK) >= odds(LOCK, CLOSED)
    assert odds(LOCK, LOCK) > odds(LOCK, HERRING)


def test_a_paraphrase_is_likelier_than_another_statement_on_the_same_place(odds):
    assert odds(LOCK, CLOSED) > odds(LOCK, "The Vardholm school was painted in May")


@pytest.mark.parametrize(
    ("claim", "same", "other"),
    [
        (
            "The crane flattened eleven trams",
            "Eleven trams were flattened by the crane",
            "Seven trams were flattened by the crane",
        ),
        ("Oda Brandt opened the gate", "Oda Brandt had opened the gate", "Bo Marr had opened the gate"),
    ],
)
def test_another_number_or_name_makes_it_less_likely(odds, claim, same, other):
    assert odds(claim, same) > odds(claim, other)


def test_another_year_makes_it_less_likely(odds):
    claim = "The bridge was built in 1924"
    assert odds(claim, "The bridge, built in 1924") > odds(claim, "The bridge, built in 1987")


# --- features ----------------------------------------------------------------------------------------------------------------


def test_the_features_are_those_that_the_model_was_trained_on(model):
    sizes = ((model.guess, len(match.FEATURES)), (model.odds, len(match.FEATURES) + 1), (model.about, len(match.FEATURES) + 1))
    for layers, size in sizes:
        assert layers["means"].shape == layers["scales"].shape == (size,)
        assert layers["hidden"].shape[0] == size
        assert all(np.isfinite(each).all() for each in layers.values())
        assert (layers["scales"] > 0).all()


def test_numbers_are_shared_differ_or_are_missing(asked):
    same, other, none = (
        asked("eleven trams", "11 buses"),
        asked("eleven trams", "seven trams"),
        asked("eleven trams", "the trams"),
    )
    assert (same["numbers shared"], same["numbers differ"], same["no numbers"]) == (1, 0, 0)
    assert (other["numbers shared"], other["numbers differ"], other["no numbers"]) == (0, 1, 0)
    assert (none["numbers shared"], none["one has numbers"]) == (0, 1)
    assert asked("the trams ran", "the trams stood")["no numbers"] == 1


def test_years_are_no_numbers(asked):
    found = asked("built in 1924 here", "built in 1987 here")
    assert (found["years differ"], found["numbers differ"], found["no numbers"]) == (1, 0, 1)


@pytest.mark.parametrize(
    ("one", "other", "shared", "differ"),
    [
        ("It shuts on Tuesday", "It shuts on Friday", 0, 1),
        ("It shuts on Tuesday", "On Tuesday it shuts", 1, 0),
        ("It shuts in March", "It shuts in May", 0, 1),
        ("It shuts on Tuesday", "It shuts in May", 0, 0),
        ("It may shut", "May they shut it", 0, 0),
        ("It shuts on Tuesday", "It shuts", 0, 0),
    ],
)
def test_days_and_months_are_shared_or_differ(asked, one, other, shared, differ):
    found = asked(one, other)
    assert (found["dates shared"], found["dates differ"]) == (shared, differ)


def test_another_day_or_month_makes_it_less_likely(odds):
    claim = "The Vardholm lock will be closed in March"
    assert odds(claim, "The lock of Vardholm closes in March") > odds(claim, "The lock of Vardholm closes in May")


def test_names_are_shared_or_differ(asked):
    assert asked("the Vardholm lock", "a lock of Vardholm")["names shared"] == 1
    assert asked("the Vardholm lock", "the Kelter lock")["names differ"] == 1
    assert asked("the lock there", "the Kelter lock")["names differ"] == 0


def test_negation_of_one_of_them_counts(asked):
    assert asked("the lock was shut", "the lock was not shut")["negation differs"] == 1
    assert asked("the lock was never shut", "the lock was not shut")["negation differs"] == 0


@pytest.mark.parametrize("word", ["wasn’t", "wasn't", "can’t", "won’t"])
def test_a_contraction_denies(asked, word):
    assert asked(f"the lock {word} shut", "the lock was not shut")["negation differs"] == 0


def test_the_same_words_are_aligned_wholly(asked):
    found = asked(LOCK, LOCK)
    assert found["aligned"] == pytest.approx(1, abs=1e-4)
    assert found["shared rare"] == pytest.approx(1, abs=1e-4)
    assert found["size ratio"] == 1


# --- places ------------------------------------------------------------------------------------------------------------------


def test_a_place_knows_its_numbers_years_names_and_what_is_counted(model):
    place = whole(model, "In 2024 the crane of Vardholm flattened eleven trams, not seven", names=frozenset({"Vardholm"}))
    assert (place.numbers, place.years, place.names) == ({11.0}, {2024.0}, {"Vardholm"})
    assert place.counted == (("tram", 11.0),)
    assert place.denied == (7.0,)
    assert place.negative
    assert not place.pronoun
    assert whole(model, "It rained all day").pronoun


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("eleven trams fell", "seven trams fell", True),
        ("eleven trams fell", "11 trams fell", False),
        ("eleven trams fell", "seven buses fell", False),
        ("100 trams fell", "about 105 trams fell", False),
        ("191 trams fell", "197 trams fell", True),
        ("some 40,000 trams fell", "40,112 trams fell", False),
        ("by nine votes to four", "nine hands against three", True),
        ("by nine votes to four", "9 to 4", False),
        ("eleven trams and two men", "eleven trams and three men", False),
        ("eleven trams fell", "trams fell", False),
        ("in 2024 trams fell", "in 2023 trams fell", False),
    ],
)
def test_the_same_thing_is_counted_differently_or_not(model, one, other, differ):
    places = [whole(model, each) for each in (one, other)]
    assert match.counts_differ(*places) is match.counts_differ(*places[::-1]) is differ


def test_names_are_the_words_written_with_a_capital_wherever_they_stand():
    text = "Keepers shut the lock. On Monday Oda Brandt asked keepers at Vardholm. May it hold, she may hope."
    assert match.names_of(text) == {"Monday", "Oda", "Brandt", "Vardholm"}
    assert match.names_of("") == frozenset()


# --- meaning -----------------------------------------------------------------------------------------------------------------


def test_the_encoder_reads_the_words_and_marks_of_a_place_between_its_edges(model):
    ids, first, last = match.laid_out(model.pieces, model.edges, "The lock, shut", match.Context())
    words = [piece for word in ("the", "lock", ",", "shut") for piece in model.pieces.of_word(word)]
    assert ids == [model.edges[0], *words, model.edges[1]]
    assert ids[first:last] == words


def test_a_place_is_read_in_its_sentence_behind_the_title_and_the_sentence_before(model):
    context = match.Context("Lock shut", "It rained.", "So", "for good")
    ids, first, last = match.laid_out(model.pieces, model.edges, "it closed", context)
    words = {
        name: [piece for word in told.split() for piece in model.pieces.of_word(word)]
        for name, told in (("title", "lock shut"), ("left", "it rained . so"), ("place", "it closed"), ("right", "for good"))
    }
    begin, end = model.edges
    assert ids == [begin, *words["title"], end, *words["left"], *words["place"], *words["right"], end]
    assert ids[first:last] == words["place"]


def test_a_pronoun_means_what_stands_before_it(model):
    asked = match.side_of(model, [whole(model, "The lock at Vardholm will be closed")])
    before = [f"{each} in Vardholm. " for each in ("They spoke of the lock", "They ate herring")]
    told = [whole(model, "It will be closed", before=each) for each in before]
    lock, herring = match.meant(model, asked, match.side_of(model, told))[0]
    assert lock > herring


def test_of_a_place_without_end_the_beginning_is_read(model):
    ids, first, last = match.laid_out(model.pieces, model.edges, "lock " * 400, match.Context(*["gate " * 400] * 4))
    assert (len(ids), ids[0], ids[-1]) == (3 + TITLE + BEFORE + LEFT + MOST + RIGHT, *model.edges)
    assert last - first == MOST


def test_a_place_means_the_same_whatever_is_asked_beside_it(model):
    places = [whole(model, text) for text in (LOCK, CLOSED, HERRING)]
    alone = [match.meant(model, *(match.side_of(model, [each]) for each in (places[0], other)))[0, 0] for other in places]
    together = match.meant(model, match.side_of(model, places[:1]), match.side_of(model, places))
    assert np.allclose(together[0], np.array(alone), atol=1e-6)
    assert together[0, 0] == pytest.approx(1, abs=1e-5)
    assert together[0, 1] > together[0, 2]


def test_the_encoder_forgets_what_it_cannot_hold_and_answers_the_same(model, monkeypatch):
    fresh = PlaceEncoder(model.graph, model.pieces, model.edges)
    asked = [(each, match.Context()) for each in (LOCK, CLOSED, HERRING)]
    before = fresh.meanings(asked)
    monkeypatch.setattr("whence.tracing.match.meaning.HELD", 2)
    assert np.array_equal(fresh.meanings(asked[:1]), before[:1])
    assert np.array_equal(fresh.meanings([*asked, ("the gate", match.Context())])[:3], before)


def test_a_second_thread_does_not_change_a_bit(model):
    ids = np.array(match.laid_out(model.pieces, model.edges, f"{LOCK}, {HERRING}", match.Context())[0], np.int64)
    fed = {"ids": ids, "marked": np.ones_like(ids)}
    one, two = (session(model.graph, threads).run(["pieces"], fed)[0] for threads in (1, 2))
    assert np.array_equal(one, two)


def test_who_denies_a_claim_speaks_of_it_and_does_not_make_it(model):
    sides = [match.side_of(model, [whole(model, text)]) for text in (LOCK, "The lock at Vardholm was not shut on Monday")]
    odds, about = match.odds_and_about(model, *sides)
    assert about[0, 0] > 0
    assert about[0, 0] > odds[0, 0]


# --- what never breaks -------------------------------------------------------------------------------------------------------

TEXT = st.lists(
    st.sampled_from(
        ["the", "lock", "Vardholm", "was", "not", "shut", "eleven", "trams", "7", "2024", "It", "🐟", "Va\u030ardholm", "n’t",
         "é", "x" * 60, "朝日", "1,204", "half a million", "Brandt’s"]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)  # fmt: skip
PLACES = st.lists(st.tuples(TEXT, st.one_of(st.just(""), TEXT)), min_size=1, max_size=3)


def side(model, places):
    return match.side_of(model, [whole(model, f"it {text}", frozenset({"Vardholm"}), before=around) for text, around in places])


@settings(max_examples=60)
@given(PLACES, PLACES)
def test_features_and_odds_are_finite_and_the_same_from_either_side(model, one, other):
    left, right = side(model, one), side(model, other)
    there, back = match.features(left, right), match.features(right, left)
    assert there.shape == (len(one), len(other), len(match.FEATURES))
    assert np.isfinite(there).all()
    assert np.allclose(there, back.transpose(1, 0, 2), atol=1e-3)
    for ask in (match.guess, match.odds):
        assert np.isfinite(ask(model, left, right)).all()
        assert np.allclose(ask(model, left, right), ask(model, right, left).T, atol=1e-2)


@settings(max_examples=60)
@given(PLACES, PLACES)
def test_the_odds_of_two_places_do_not_depend_on_the_places_beside_them(model, one, other):
    table = match.odds(model, side(model, one), side(model, other))
    for row, mine in enumerate(one):
        for column, theirs in enumerate(other):
            alone = match.odds(model, side(model, [mine]), side(model, [theirs]))
            assert np.allclose(table[row, column], alone[0, 0], atol=1e-2)


# --- the model's files -------------------------------------------------------------------------------------------------------


def test_the_packaged_model_is_read_once_and_knows_its_checksum(model):
    assert match.packaged() is model
    assert len(model.sha256) == 64
    assert model.vectors.shape[0] == model.weights.shape[0]
    assert np.allclose(np.linalg.norm(model.vectors[1000:1100], axis=1), 1, atol=1e-3)


def test_common_words_weigh_less_than_rare_ones(model):
    assert model.weight("the") < model.weight("said") < model.weight("lock")


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(released.folder(match.NAME), tmp_path / match.NAME)


def test_a_missing_folder_names_itself_and_the_next_step(tmp_path):
    with pytest.raises(ModelError, match=r"no model at .*gone \(install"):
        match.load(tmp_path / "gone")


@pytest.mark.parametrize("name", match.FILES)
def test_a_changed_file_and_a_missing_one_are_named(copied, name):
    (copied / name).write_bytes(b"changed")
    with pytest.raises(ModelError, match=name):
        match.load(copied)
    (copied / name).unlink()
    with pytest.raises(ModelError, match=f"lacks {name}"):
        match.load(copied)


def packed(**arrays):
    """The bytes of an .npz file, of an .npy file where there is one array without a name."""
    stream = io.BytesIO()
    if arrays:
        np.savez(stream, **arrays)
    else:
        np.save(stream, np.zeros(3))
    return stream.getvalue()


@pytest.mark.parametrize("content", [b"", b"{}", b"no layers", packed(means=np.zeros(3)), packed(), packed()[:20]])
@pytest.mark.parametrize("name", ["pairs.npz", "vectors.npz"])
def test_a_file_of_another_format_is_told(copied, name, content):
    write_released(copied, name, content)
    with pytest.raises(ModelError, match="another format"):
        match.load(copied)


def write_released(folder, name, content):
    """A file with its checksum, as if it had been released so."""
    (folder / name).write_bytes(content)
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    fresh = [f"{released.checksum(content)}  {name}" if each.endswith(f"  {name}") else each for each in lines]
    (folder / "SHA256SUMS").write_text("\n".join(fresh) + "\n", encoding="utf-8")


# --- word pieces -------------------------------------------------------------------------------------------------------------

VOCABULARY = {piece: at for at, piece in enumerate(["[UNK]", "lock", "##s", "keep", "##er", "##ers", "e", '"', "'", "##eper"])}


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("lock", ["lock"]),
        ("Locks", ["lock", "##s"]),
        ("keepers", ["keep", "##ers"]),
        ("é", ["e"]),
        ("e\u0301", ["e"]),
        ("“", ['"']),
        ("’", ["'"]),
        ("xylophone", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("🐟", ["[UNK]"]),
        ("lock" * 20, ["[UNK]"]),
    ],
)
def test_a_word_falls_into_the_longest_pieces_of_the_vocabulary(word, pieces):
    assert PieceSplitter(VOCABULARY).of_word(word) == tuple(VOCABULARY[each] for each in pieces)


@given(st.text(max_size=60))
def test_a_word_always_has_one_to_eight_pieces(word):
    found = PieceSplitter(VOCABULARY).of_word(word)
    assert 1 <= len(found) <= MOST_PIECES
    assert len(word) <= LONGEST_WORD or len(found) == 1
