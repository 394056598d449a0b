"""What an answer is made of in a large archive: which neighbours stay, with which places, and which articles are compared."""

from itertools import permutations

from tracing_cases import reading
from whence.archive import Archive
from whence.trace import copies_in, copies_of, keep
from whence.trace.nearby import telling
from whence.tracing.star import LINES, MOSTLY, Link, links, pairs

ASKED = "the lock at Vardholm will be shut for eleven weeks"
SAME = "the Vardholm lock stays shut for eleven weeks"
HERRING = "Herring were cheap again on Friday at the fish hall of Kelter, where buyers paid in coins."
FOOT = tuple(range(100, 106))


def kept(text, *told, **given):
    return keep(reading(text, *told, **given))


def asked():
    text = f"Oda Brandt said {ASKED}. A barge had struck the upper gate. Nobody was hurt at the quay."
    return kept(text, f"Oda Brandt | said | {ASKED}", outlet="Holm Post")


def follower():
    text = f"On Tuesday we learned that {SAME}. The ferry to Kelter runs as before. Tickets cost four coins."
    return kept(text, outlet="Quay News")


def stranger():
    return kept(HERRING, outlet="Fish Gazette")


def wanted_in(seed):
    return frozenset(each.id for each in seed.candidates if each.content[0].text == ASKED)


def ids(found):
    return [each.reading.article.id for each in found]


def texts(found):
    return {each.content[0].text for each in found.candidates}


# --- neighbours ----------------------------------------------------------------------------------------------------------


def test_an_article_that_says_the_same_stays_and_one_about_something_else_goes():
    seed, other = asked(), follower()
    assert ids(telling([seed], [stranger(), other], wanted_in(seed))) == ids([seed, other])


def test_the_article_asked_about_stays_alone_where_nobody_says_the_same():
    seed = asked()
    assert ids(telling([seed], [stranger()], wanted_in(seed))) == ids([seed])
    assert ids(telling([seed], [], wanted_in(seed))) == ids([seed])


def test_the_place_asked_for_always_stays_with_what_holds_it_or_a_part_of_it():
    seed = asked()
    wanted = frozenset([seed.candidates[-1].id])
    (found,) = telling([seed], [], wanted)
    assert seed.candidates[-1] in found.candidates
    assert set(found.candidates) <= set(seed.candidates)


def test_a_neighbour_keeps_only_the_places_that_may_say_the_same():
    seed = asked()
    found = telling([seed], [follower()], wanted_in(seed))[1]
    assert any(SAME in each for each in texts(found))
    assert not any("Tickets" in each for each in texts(found))


def test_the_order_of_the_neighbours_decides_nothing():
    seed, near = asked(), [follower(), stranger(), kept(f"They say {ASKED}.", outlet="Holm Tidings")]
    found = {tuple(ids(telling([seed], order, wanted_in(seed)))) for order in permutations(near)}
    assert len(found) == 1


def test_an_article_without_places_has_nothing_to_tell():
    seed, empty = asked(), kept("Short.", outlet="Quay News")
    assert empty.candidates == ()
    assert ids(telling([seed], [empty, follower()], wanted_in(seed))) == ids([seed, follower()])


# --- which are compared --------------------------------------------------------------------------------------------------


def page(number, *shared):
    """An article with hashes of its own and these."""
    return f"p{number:03}", tuple(sorted((*shared, *range(1000 * number, 1000 * number + 20))))


def test_a_footer_of_one_outlet_is_looked_at_a_few_times():
    pages = [page(number, *FOOT) for number in range(1, 30)]
    outlets = {name: "Holm Post" for name, _ in pages}
    assert len(links(pages, outlets)) == LINES
    assert len(pairs(pages)) == len(pages) - 1


def test_what_other_outlets_have_too_is_looked_at_every_time():
    pages = [page(number, *FOOT) for number in range(1, 30)]
    assert len(links(pages, {name: name for name, _ in pages})) == len(pages) - 1


def test_an_outlet_that_prints_a_text_again_and_again_is_compared_every_time():
    text = tuple(range(40))
    pages = [page(number, *text) for number in range(1, 30)]
    found = links(pages, {name: "Holm Post" for name, _ in pages})
    assert len(found) == len(pages) - 1
    assert all(each.share >= MOSTLY for each in found)


def test_a_link_tells_how_much_of_the_smaller_sketch_both_have():
    assert links([("a", (1, 2, 3, 4, 5, 6)), ("b", (1, 2, 3, 9))], {}) == (Link("a", "b", 0.75),)


# --- copies of an archive ------------------------------------------------------------------------------------------------

STORY = (
    "The lock at Vardholm was shut on Monday after a barge struck the upper gate, and eleven boats had to wait in the rain.\n\n"
    "A crane from the harbour will lift the gate later this week, and the stone sill underneath has to be looked at as well."
)


def test_the_copies_of_an_archive_are_those_of_its_readings_told_without_readings(tmp_path):
    copied = [
        reading(STORY, outlet="Holm Post", published="2026-03-02"),
        reading(STORY, outlet="Quay News", published="2026-03-03"),
        reading(HERRING, outlet="Fish Gazette", published="2026-03-03"),
    ]
    with Archive.open(tmp_path / "whence.db") as archive:
        for each in copied:
            archive.add(keep(each))
        found = copies_in(archive)
    together = copies_of(copied).trace
    assert found.trace.copies == together.copies != ()
    assert [each.outlet.name for each in found.trace.articles] == ["Holm Post", "Quay News"]
    assert found.readings == {}
