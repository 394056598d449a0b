"""Cues: lemma, act, relays and silences.  Every example is a cue with the beginning of an invented content."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.lexicon import cues
from whence.lexicon.cues import RELAYS, CueSense, is_citing, is_negated, is_relay, noun_of, sense_of, tells_of_no_act, verb_of
from whence.lexicon.silences import cue_in_content
from whence.lexicon.tables import table

# cue, lemma, act
PLAIN = [
    ("said", "say", "say"),
    ("’d say", "say", "say"),
    ("'s said", "say", "say"),
    ("has repeatedly warned", "warn", "say"),
    ("was first proposed by", "propose", "say"),
    ("according to", "according to", "say"),
    ("’s according to", "according to", "say"),
    ("reportedly", "reportedly", "say"),
    (":", "say", "say"),
    ("—", "say", "say"),
    ("", None, "say"),
    ("Wrote", "write", "say"),
    ("quipping", "quip", "say"),
    ("live-tweeted", "live-tweet", "say"),
    ("told a crowded hall", "tell", "say"),
    ("said on Sunday", "say", "say"),
    ("said during a lengthy interview", "say", "say"),
    ("is said to", "say", "say"),
    ("lashed out at", "lash out", "say"),
    ("pointed out", "point out", "say"),
    ("called them out", "call out", "say"),
    ("made it clear", "make clear", "say"),
    ("not only said", "say", "say"),
    ("said it had no plans", "say", "say"),
    ("asked", "ask", "ask"),
    ("was asked about", "ask about", "ask"),
    ("kept asking", "ask", "ask"),
    ("had a question", "question", "ask"),
    ("denies", "deny", "deny"),
    ("disputed", "dispute", "deny"),
    ("took issue with", "take issue", "deny"),
    ("ruled out", "rule out", "deny"),
    ("shrugged it off", "shrug off", "deny"),
    ("pleaded not guilty", "plead not guilty", "deny"),
    ("conceded", "concede", "confirm"),
    ("has admitted", "admit", "confirm"),
    ("agreed with", "agree with", "confirm"),
    ("came clean", "come clean", "confirm"),
    ("thinks", "think", "think"),
    ("is expected", "expect", "think"),
    ("does not believe", "believe", "think"),
    ("doubts", "doubt", "think"),
    ("had no doubts about", "doubt", "think"),
    ("was not convinced", "convinced", "think"),
    ("seemed to", "seem", "think"),
    ("fears", "fear", "feel"),
    ("would like", "like", "feel"),
    ("have been strongly opposed by", "oppose", "feel"),
    ("voted for", "vote for", "feel"),
    ("is deeply worried", "worried", "feel"),
    ("remained hopeful", "hopeful", "feel"),
    ("was still miffed over", "miffed", "feel"),
    ("longs for", "long for", "feel"),
    ("has long called for", "call for", "order"),
    ("expressed hope", "hope", "feel"),
    ("vowed", "vow", "intend"),
    ("is planning", "plan", "intend"),
    ("made a promise", "promise", "intend"),
    ("is determined", "determined", "intend"),
    ("called for", "call for", "order"),
    ("is calling on", "call on", "order"),
    ("urging", "urge", "order"),
    ("asked for", "ask for", "order"),
    ("encouraged", "encourage", "order"),
    ("issued a demand", "demand", "order"),
    ("showed", "show", "show"),
    ("demonstrates", "demonstrate", "show"),
]

CHAINS = [
    ("went on to say", "say", "say"),
    ("tried to explain", "explain", "say"),
    ("appeared to suggest", "suggest", "say"),
    ("laughed and said", "say", "say"),
    ("was quick to deny", "deny", "deny"),
    ("issued a statement saying", "say", "say"),
    ("gave a speech calling for", "call for", "order"),
    ("began to wonder", "wonder", "ask"),
    ("said he did not know", "know", "think"),
    ("said that she had no idea", "say", "think"),
]

NOUNS = [
    ("Her words", "word", "say"),
    ("in a statement", "statement", "say"),
    ("the claim that", "claim", "say"),
    ("’s view", "view", "think"),
    ("in her view", "view", "think"),
    ("the firmly held belief", "belief", "think"),
    ("allegations of", "allegation", "say"),
    ("'s criticism of", "criticism", "say"),
    ("a repeated denial of", "denial", "deny"),
    ("opposition to", "opposition", "feel"),
    ("the growing fear", "fear", "feel"),
    ("a threat", "threat", "intend"),
    ("a call for", "call", "order"),
    ("the question of", "question", "ask"),
    ("Theories", "theory", "think"),
]

NEGATED = [
    ("declined to comment on", "decline", "decline"),
    ("neither confirmed nor denied", "confirm", "decline"),
    ("did not confirm or deny", "confirm", "decline"),
    ("would not say", "say", "decline"),
    ("offered no specifics about", "offer", "decline"),
    ("won’t say", "say", "decline"),
    ("cannot say", "say", "decline"),
    ("has not commented on", "comment", "decline"),
    ("has yet to respond", "respond", "decline"),
    ("failed to answer", "answer", "decline"),
    ("did not return", "return", "decline"),
    ("could not be reached for comment", "reach", "decline"),
    ("was not immediately available for comment", "available", "decline"),
    ("would not be drawn on", "draw", "decline"),
    ("had no comment", "comment", "decline"),
    ("made no mention of", "mention", "decline"),
    ("gave no details", "give", "decline"),
    ("offered no evidence", "evidence", "show"),
    ("said nothing", "say", "decline"),
    ("stopped short of", "stop short", "decline"),
    ("stayed silent", "stay silent", "decline"),
    ("did not rule out", "rule out", "say"),
    ("refused to rule out", "rule out", "say"),
    ("has never excluded", "exclude", "say"),
    ("did not deny", "deny", "confirm"),
    ("did not agree", "agree", "deny"),
    ("does not want", "want", "feel"),
]

# cue, content, act
BY_CONTENT = [
    ("said", "no comment", "decline"),
    ("said", "“No comment”", "decline"),
    ("said", "he did not know who had rung the bell", "think"),
    ("said", "No boat left the quay", "say"),
    ("told", "the crew to stay below", "order"),
    ("told", "to stay below", "order"),
    ("told", "make the tea yourself", "order"),
    ("told", "the plan to widen the quay would fail", "say"),
    ("told", "the weather was foul", "say"),
    ("asked", "whether the quay would hold", "ask"),
    ("asked", "the harbour board to close the quay", "order"),
    ("asked", "what he had to lose", "ask"),
    ("advised", "sailors to wait for the tide", "order"),
    ("advised", "the tide would turn at noon", "say"),
    ("agreed", "to mend the net", "intend"),
    ("agreed", "the net was torn", "confirm"),
    ("proposed", "to mend the net", "intend"),
    ("promised", "to come back", "intend"),
    ("demanded", "to know who had signed", "ask"),
    ("called", "for a new quay", "order"),
    ("called", "the quay a ruin", "say"),
    ("refused", "to rule out a strike", "say"),
    ("refused", "to comment", "decline"),
    ("would not", "say who had signed", "decline"),
    ("would not offer", "a reason", "decline"),
    ("offered no", "herring to the crew", "say"),
    ("expressed", "concern for the crew", "feel"),
]


@pytest.mark.parametrize(("cue", "lemma", "act"), [*PLAIN, *CHAINS, *NOUNS, *NEGATED])
def test_a_cue_has_the_lemma_of_its_head_and_the_act_it_tells_of(cue, lemma, act):
    """Auxiliaries, adverbs and raising verbs are read past; particles and negation count."""
    assert sense_of(cue) == CueSense(lemma, act)


@pytest.mark.parametrize(("cue", "content", "act"), BY_CONTENT)
def test_the_beginning_of_the_content_decides_where_the_cue_alone_does_not(cue, content, act):
    """An infinitive makes an order or an intention of a verb that else reports."""
    assert sense_of(cue, content).act == act


@pytest.mark.parametrize(("cue", "lemma"), [("called", "call for"), ("pointed", "point to"), ("agreed", "agree")])
def test_a_particle_left_to_the_content_still_belongs_to_the_lemma(cue, lemma):
    """A tagger may cut "called | for a strike"; the infinitive's "to" is no particle."""
    content = {"call for": "for a strike", "point to": "to the cracks", "agree": "to pay"}[lemma]
    assert sense_of(cue, content).lemma == lemma


def test_case_and_the_kind_of_apostrophe_make_no_difference():
    """SAID, said; ’ and '."""
    assert sense_of("SAID") == sense_of("said")
    assert sense_of("didn’t say") == sense_of("didn't say") == sense_of("did not say")


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("said", "say"), ("wrote", "write"), ("quipped", "quip"), ("denies", "deny"), ("replied", "reply"), ("lying", "lie"),
        ("urging", "urge"), ("admitted", "admit"), ("answered", "answer"), ("signalled", "signal"), ("signaled", "signal"),
        ("hoping", "hope"), ("stressing", "stress"), ("agreeing", "agree"), ("goes", "go"), ("pushes", "push"),
        ("co-signed", "co-sign"), ("recirculating", "recirculate"), ("glamorized", "glamorize"), ("jellified", "jellify"),
        ("found", "find"), ("blotting", "blot"), ("harbour", "harbour"), ("quay", None), ("ed", None), ("ing", None),
    ],
)  # fmt: skip
def test_a_verb_form_is_read_back_to_its_base_form(form, verb):
    """Listed verbs by table, others by their ending; what has no verb's ending is none."""
    assert verb_of(form) == verb


@pytest.mark.parametrize(("word", "noun"), [("claims", "claim"), ("theories", "theory"), ("quay", None)])
def test_a_noun_is_read_back_to_its_singular(word, noun):
    """Only nouns that can be cues are known."""
    assert noun_of(word) == noun


@pytest.mark.parametrize("part", ["verbs", "nouns", "adjectives", "prepositions"])
def test_an_entry_stands_in_one_list_of_its_part_of_speech(part):
    """Else the order of the lists would decide its act."""
    entries = [entry for entries in table("cues")[part].values() for entry in entries.split()]
    assert len(entries) == len(set(entries))


def test_every_listed_verb_is_found_by_each_of_its_regular_forms():
    """No form of one listed verb is taken for another's, but for the few forms that the language shares."""
    shared = set(table("irregular")["preferred"]) | set(" ".join(table("irregular")["forms"].values()).split())
    for verb in (entry for entry in cues._VERBS if " " not in entry):
        wrong = [form for form in cues._regular_forms(verb) if form not in shared and verb_of(form) not in (verb, form)]
        assert not wrong, (verb, wrong)


def test_every_plain_verb_of_the_table_keeps_its_act_in_every_form():
    """The table's act is what a one-word cue gets, in the past as in the present."""
    chosen = ["announce", "inquire", "repudiate", "corroborate", "sidestep", "presume", "yearn", "pledge", "exhort"]
    for verb in chosen:
        assert {sense_of(form) for form in cues._regular_forms(verb)} == {CueSense(verb, cues._VERBS[verb])}


@pytest.mark.parametrize("cue", ["according to", "According to", "quoted", "citing", "per", "as reported by", "was quoted by"])
def test_words_that_always_pass_on_anothers_words_are_relays(cue):
    """Contract, "Hops"."""
    assert is_relay(cue)


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("does not believe", True),
        ("didn’t say", True),
        ("has yet to decide", True),
        ("refused to rule out", True),
        ("not only said", False),
        ("believes", False),
        ("", False),
    ],
)
def test_a_cue_is_negated_by_a_negation_or_a_verb_of_refusing(cue, expected):
    assert is_negated(cue) is expected


@pytest.mark.parametrize("cue", ["said", "reported", "has reported", "told", "", ":"])
def test_a_verb_that_may_be_the_outlets_own_is_no_relay_by_itself(cue):
    """ "Reported" relays only where another holder is named, which the cue alone cannot tell."""
    assert not is_relay(cue)


def test_the_relays_are_the_lemmas_of_the_contract():
    """A pinned part of the list that other stages rely on."""
    assert {"quote", "cite", "according to", "per", "report", "via"} <= RELAYS


def test_only_the_bare_participle_cites_beside_a_verb_of_reporting():
    """ "R reported, citing H" against "R cited H"."""
    assert is_citing("Citing")
    assert is_citing("quoting")
    assert not is_citing("cited")
    assert not is_citing("kept citing")


@pytest.mark.parametrize(
    ("cue", "content", "moved"),
    [
        ("declined", "to comment on the price", "to comment on "),
        ("declined", "to comment further on the price", "to comment further on "),
        ("declined to comment", "on the price", "on "),
        ("declined to comment publicly", "regarding the price", "regarding "),
        ("has not commented", "about the price", "about "),
        ("would not elaborate", "upon it", "upon "),
        ("refused", "to be drawn on the price", "to be drawn on "),
        ("would not", "comment on the price", "comment on "),
        ("had no comment", "on the price", "on "),
        ("said nothing", "about the price", "about "),
        ("declined", "to comment", ""),
        ("declined", "to comment on", ""),
        ("declined", "to say whether it would sell", ""),
        ("did not respond", "to questions", ""),
        ("did not answer", "questions about the price", ""),
        ("did not believe", "talk about a sale was serious", ""),
        ("commented", "on the price", ""),
        ("said", "on the price he would not budge", ""),
        ("", "on the price", ""),
    ],
)
def test_a_silence_is_cut_behind_its_preposition(cue, content, moved):
    """Contract, "Silence is data": the cue goes up to the preposition, a bare "to comment" stays content."""
    assert content[: cue_in_content(cue, content)] == moved


_LETTERS = st.text(alphabet=string.ascii_letters + " ’'“”:—-.\n", max_size=60)


@settings(max_examples=300, deadline=None)
@given(_LETTERS, _LETTERS)
def test_any_text_has_a_sense(cue, content):
    """No cue that a tagger may cut raises; a silence never takes the whole content."""
    sense = sense_of(cue, content)
    assert sense.lemma is None or sense.lemma.strip()
    assert sense == sense_of(cue, content)
    assert 0 <= cue_in_content(cue, content) <= max(0, len(content) - 1)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_script_has_a_sense(cue):
    """Letters of other scripts and signs are no reason to fail."""
    assert sense_of(cue).act


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("went unanswered", "Repeated calls", "decline"),
        ("left unanswered", "a letter", "decline"),
        ("left open", "whether it would stay", "decline"),
        ("left open", "the possibility of a sale", "say"),
        ("did not", "comment", "decline"),
        ("would not", "comment", "decline"),
        ("would not let himself be pinned down", "a date", "decline"),
        ("is learnt", "that the panel meets", "say"),
        ("It is understood", "that the club will sell", "say"),
        ("has learned", "that the panel meets", "think"),
    ],
)
def test_silences_and_hearsay_in_their_rarer_forms(cue, content, act):
    assert sense_of(cue, content).act == act


@pytest.mark.parametrize(
    ("cue", "empty"), [("later deleted", True), ("revised", True), ("said", False), ("feared", False), ("had told", False)]
)
def test_a_verb_that_tells_of_no_act_is_known(cue, empty):
    assert tells_of_no_act(cue) == empty
