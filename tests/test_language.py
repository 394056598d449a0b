"""The language of a text: what is written counts before what the page says of itself; too little tells nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import whence.ingest.anatomy.language as language_module
from pagecases import FRENCH, GERMAN, STORY
from whence.ingest.anatomy import READ, article
from whence.ingest.anatomy.language import ENGLISH, LEAST_LETTERS, LEAST_WORDS, language_of
from whence.records.article import Block, Given, NotRead, Shown

TEXTS = {
    "de": "\n\n".join(GERMAN),
    "fr": "\n\n".join(FRENCH),
    "es": "El transbordador a Ostrava Holm volverá a navegar el lunes, dijo la jefa del puerto después de una reunión del "
    "concejo, cinco meses después de que una tormenta rompiera la rampa del muelle norte. Nadie resultó herido, pero "
    "los pescadores perdieron dos barcos.",
    "it": "Il traghetto per Ostrava Holm tornerà a navigare da lunedì, ha detto la responsabile del porto dopo una riunione "
    "del consiglio, cinque mesi dopo che una tempesta aveva rotto la rampa del molo nord. Nessuno è rimasto ferito, ma "
    "due barche sono perdute.",
    "nl": "De veerboot naar Ostrava Holm vaart vanaf maandag weer, zei de havenmeester na een vergadering van de raad, vijf "
    "maanden nadat een storm de oprit van de noordelijke kade had gebroken. Niemand raakte gewond, maar twee vissers "
    "hebben hun boot verkocht.",
    "sv": "Färjan till Ostrava Holm går igen från måndag, sade hamnkaptenen efter ett möte i nämnden, fem månader efter att "
    "en storm förstörde rampen vid norra kajen. Ingen skadades, men två fiskare har sålt sina båtar sedan dess och "
    "flyttat till fastlandet.",
    "pl": "Prom do Ostravy Holm popłynie znowu w poniedziałek, powiedziała kapitan portu po posiedzeniu rady, pięć miesięcy "
    "po tym, jak sztorm zniszczył rampę przy północnym nabrzeżu. Nikt nie został ranny, ale dwóch rybaków sprzedało "
    "swoje łodzie.",
    "ru": "Паром на остров снова пойдёт в понедельник, сказала начальник порта после заседания совета, через пять месяцев "
    "после того, как шторм сломал пандус у северного причала. Никто не пострадал, но два рыбака продали свои лодки ещё "
    "до весны.",
    "el": "Το φέριμποτ για το νησί θα ταξιδέψει ξανά από τη Δευτέρα, είπε η λιμενάρχης μετά από συνεδρίαση του συμβουλίου, "
    "πέντε μήνες μετά την καταιγίδα που έσπασε τη ράμπα στη βόρεια προβλήτα. Κανείς δεν τραυματίστηκε.",
    "ar": "ستبحر العبارة إلى الجزيرة مرة أخرى ابتداء من يوم الاثنين، كما قالت مديرة الميناء بعد اجتماع المجلس، بعد خمسة أشهر "
    "من العاصفة التي حطمت المنحدر على الرصيف الشمالي. لم يصب أحد بأذى لكن اثنين من الصيادين باعا قاربيهما.",
    "zh": "港务长在会议后表示，渡轮将于星期一恢复航行，五个月前，一场风暴毁坏了北码头的坡道。没有人受伤，但是两位渔"
    "民卖掉了他们的船，搬到了大陆上居住。市长说，修理费用几乎是工程师秋天估计的两倍，因为码头下面的木桩也腐烂"
    "了，委员会星期四将检查港口的账目。",
    "ja": "港の責任者は会議の後、月曜日から渡し船が再び運航すると述べた。五か月前、嵐で北の埠頭の斜路が壊れていた。"
    "けが人はいなかったが、漁師の二人は船を手放した。町長は、修理に予想の二倍近い費用がかかったと話した。杭も"
    "腐っていたためで、委員会は木曜日に会計を調べる、という。",
}  # fmt: skip


def of_page(text, declared=None):
    """The article of a text that a page holds and calls `declared`."""
    blocks = (Block(0, len(text), "paragraph"),)
    return article(Given(name="x", text=text, shown=Shown(blocks=blocks, language=declared)))


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_is_that_of_the_words(code):
    assert language_of(TEXTS[code]) == code


@pytest.mark.parametrize("text", STORY)
def test_one_paragraph_of_english_is_english(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize("code", TEXTS)
def test_a_template_that_says_english_over_another_language_is_not_believed(code):
    assert language_of(TEXTS[code], "en") == code


def test_a_template_that_says_another_language_over_english_is_not_believed():
    assert language_of(STORY[0], "de") == "en"


@pytest.mark.parametrize("text", ["", "Ferry sails.", "12:30 – 14:05 " * 40, "— … ! " * 60, "Holm " * 60])
def test_too_little_to_tell_leaves_what_is_declared(text):
    assert language_of(text) is None
    assert language_of(text, "fr") == "fr"


def test_little_is_counted_in_letters_and_in_different_words():
    words = "the ferry and the ramp of the sound were for all who had been there but not with her"
    assert language_of(words) == "en"
    assert language_of(words[: LEAST_LETTERS // 2]) is None
    assert language_of(" ".join(words.split()[: LEAST_WORDS - 1] * 9)) is None


def test_english_needs_no_model_of_languages(monkeypatch):
    def classify(text):
        raise AssertionError("the model was asked")

    monkeypatch.setattr(language_module.py3langid, "classify", classify)
    assert language_of("\n\n".join(STORY)) == "en"


def test_the_common_words_stay_rare_in_the_neighbours_of_english():
    for code, text in TEXTS.items():
        words = text.lower().split()
        share = sum(word in language_module._COMMON for word in words) / len(words)
        assert share < ENGLISH / 2, code


def test_english_with_a_quotation_in_german_is_english():
    assert language_of(f"{STORY[0]} “{GERMAN[0]}” {STORY[1]} {STORY[2]}") == "en"


# --- what an article says of its language --------------------------------------------------------------------------------


def test_an_article_in_another_language_is_kept_and_not_read():
    found = of_page(TEXTS["de"], "de")
    assert (found.language, found.not_read) == ("de", NotRead("language"))
    assert found.text == TEXTS["de"]
    assert len(found.blocks) == 1


def test_a_plain_text_in_another_language_is_not_read_either():
    assert article(Given(name="x", text=TEXTS["fr"])).not_read == NotRead("language")


def test_an_english_article_under_a_german_template_is_read():
    found = of_page("\n\n".join(STORY), "de")
    assert (found.language, found.not_read) == ("en", None)


def test_an_article_of_unknown_language_is_read():
    found = of_page("Ferry sails.")
    assert (found.language, found.not_read) == (None, None)


def test_what_the_page_says_first_is_why_it_is_not_read():
    text = TEXTS["de"]
    shown = Shown(blocks=(Block(0, len(text), "paragraph"),), not_read=NotRead("paywall"))
    assert article(Given(name="x", text=text, shown=shown)).not_read == NotRead("paywall")


def test_the_model_reads_english():
    assert READ == ("en",)


@given(st.text(), st.sampled_from([None, "en", "de"]))
def test_every_text_has_a_code_of_two_letters_or_none(text, declared):
    found = language_of(text, declared)
    assert found is None or (len(found) == 2 and found.isalpha() and found.islower())
    assert language_of(text, declared) == found
