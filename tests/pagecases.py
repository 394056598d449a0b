"""The tiny language of the tests on pages: HTML in our own words, and what is told of it in one short line for every block.

`page(story(8))` is a page of an invented newspaper, large enough that no result hangs on one line: head, masthead, headline,
paragraphs, links to other reports, footer.  `told(html)` is `["title: …", "paragraph: …"]`; `kept(html)` the same without the
paragraphs of the story.
"""

import json
from functools import cache

from lxml import html as lxml_html

from whence.errors import InputError
from whence.ingest.page import articles_of
from whence.records.article import Given, Page

URL = "https://holmpost.example/news/ferry-sails-again"
TITLE = "Ferry to Ostrava Holm sails again after five months"
DECK = "The repaired ramp opens to lorries on Monday"


def _texts(parted):
    """The texts between blank lines, each on one line."""
    return tuple(" ".join(each.split()) for each in parted.split("\n\n"))


STORY = _texts(
    """
The ferry to Ostrava Holm will sail again from Monday, harbour master Ilse Brandvik said after a meeting of the council,
five months after a storm broke the ramp on the northern quay.

The crossing takes forty minutes and carries some nine hundred people a day, most of them on their way to the cannery and to
the only school on that side of the sound.

“We have tested the ramp with two loaded lorries and it held,” Brandvik told reporters at the quay, where a crane was still
lifting old timber out of the water.

The council had closed the ramp in October, when waves tore away eleven metres of planking and left a bus hanging over the
edge with its front wheels in the air.

Nobody was hurt, but fishermen on the island had to send their catch by a much longer road, and two of them gave up their
boats before the end of the winter.

Mayor Orrin Velle said that the repair had cost nearly twice what engineers had reckoned in the autumn, because the piles
under the quay were rotten as well.

The owners of the line, a company from the mainland, have declined to say whether they will pay their share before the
summer timetable begins in the second week of June.

A committee of the council will look into the accounts of the harbour on Thursday, and it has asked for the papers of the
last four years, according to its chair, Maud Tellin.

Until then lorries of more than twenty tonnes must wait for the evening boat, which is wider, and drivers are asked to call
the harbour office before they set out.

The first boat leaves the mainland at six in the morning, with coffee for everyone who is on board, the office said in a
short note to the island’s weekly paper.
"""
)
GERMAN = _texts(
    """
Die Fähre nach Ostrava Holm fährt von Montag an wieder, sagte Hafenmeisterin Ilse Brandvik nach einer Sitzung des
Gemeinderats, fünf Monate nachdem ein Sturm die Rampe am nördlichen Kai zerstört hatte.

Die Überfahrt dauert vierzig Minuten und bringt am Tag rund neunhundert Menschen auf die andere Seite, die meisten von ihnen
in die Fabrik oder in die einzige Schule dort.

„Wir haben die Rampe mit zwei beladenen Lastwagen geprüft, und sie hat gehalten“, sagte Brandvik vor Journalisten am Kai, wo
ein Kran noch immer altes Holz aus dem Wasser hob.

Der Rat hatte die Rampe im Oktober gesperrt, als die Wellen elf Meter Planken wegrissen und ein Bus mit den Vorderrädern
über der Kante hängen blieb.

Verletzt wurde niemand, aber die Fischer der Insel mussten ihren Fang auf einer viel längeren Straße schicken, und zwei von
ihnen gaben ihre Boote noch vor dem Frühling auf.

Bürgermeister Orrin Velle sagte, die Reparatur habe fast doppelt so viel gekostet, wie die Ingenieure im Herbst geschätzt
hatten, weil auch die Pfähle unter dem Kai verfault waren.
"""
)
FRENCH = _texts(
    """
Le bac d’Ostrava Holm reprendra la mer lundi, a déclaré la capitaine du port Ilse Brandvik après une réunion du conseil,
cinq mois après la tempête qui avait détruit la rampe du quai nord.

La traversée dure quarante minutes et transporte chaque jour quelque neuf cents personnes, dont la plupart vont à la
conserverie ou à la seule école de cette rive.

« Nous avons essayé la rampe avec deux camions chargés, et elle a tenu », a dit Mme Brandvik aux journalistes sur le quai,
où une grue tirait encore du vieux bois de l’eau.

Le conseil avait fermé la rampe en octobre, quand les vagues ont arraché onze mètres de planches et laissé un autobus
suspendu au bord, les roues avant dans le vide.

Personne n’a été blessé, mais les pêcheurs de l’île ont dû envoyer leur poisson par une route bien plus longue, et deux
d’entre eux ont abandonné leur bateau avant la fin de l’hiver.

Le maire Orrin Velle a dit que les travaux avaient coûté presque le double de ce que les ingénieurs avaient prévu à
l’automne, parce que les pieux du quai étaient pourris eux aussi.
"""
)
LINKS = (
    "Cannery takes on thirty workers before the summer season",
    "Why the northern quay was built on wooden piles at all",
    "Island school will get a new roof in the autumn holidays",
    "Storm costs the sound more than eleven million crowns",
    "Harbour office moves into the old customs house by the sea",
)
BYLINE = '<div class="article-byline"><p class="byline">By <a href="/authors/ann-lee">Ann Lee</a></p></div>'
PICTURE = (
    '<figure class="article-image"><img src="ramp.jpg" alt="The ramp"><figcaption class="image-caption">The broken ramp on the '
    "northern quay in October</figcaption></figure>"
)
DATE = '<p class="article-date"><time datetime="2026-03-12T09:30:00+01:00">12 March 2026, 09:30</time></p>'
SHARE = (
    '<ul class="share-tools social"><li><a href="#">Facebook</a></li><li><a href="#">Email</a></li></ul>'
    '<section class="comments"><h2>Comments</h2><p><a href="/login">Sign in to comment</a></p></section>'
)


# --- pages ---------------------------------------------------------------------------------------------------------------


def paragraphs(*texts):
    """Every text in a <p>."""
    return "\n".join(f"<p>{each}</p>" for each in texts)


def story(count=8, first=0):
    """`count` paragraphs of a news report, from number `first` on."""
    return paragraphs(*((STORY + STORY)[first : first + count]))


def page(body=None, *, title=TITLE, head="", lang="en", deck="", byline="", above="", below="", site="Holm Post"):
    """A page of the Holm Post: its headline, `body` (default: eight paragraphs), and what stands around every report.

    `byline` stands between headline and text, `above` before the <article>, `below` behind it.
    """
    links = "".join(f'<li class="related-item"><a href="/news/{n}">{each}</a></li>' for n, each in enumerate(LINKS))
    headline = f'<h1 class="article-title">{title}</h1>' if title else ""
    standfirst = f'<p class="article-standfirst subtitle">{deck}</p>' if deck else ""
    named = f"<title>{title} - {site}</title>" if title and site else f"<title>{title or site}</title>"
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8">{named}{head}</head>
<body class="article-page">
<header class="site-header"><nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>
<main class="content">{above}
<article class="article"><header class="article-header">{headline}{standfirst}{byline}</header>
<div class="article-body">{story() if body is None else body}</div></article>
{SHARE}{below}
</main>
<aside class="sidebar most-read"><h2>Most read</h2><ul class="related-list">{links}</ul></aside>
<footer class="site-footer"><p>© 2026 Holm Post Publishing. All rights reserved.</p>
<ul><li><a href="/about">About us</a></li><li><a href="/privacy">Privacy</a></li></ul></footer>
</body></html>"""


def inside(html, before=6, after=2):
    """A page with something in the middle of its story."""
    return page(story(before) + html + story(after, before))


def meta(*named):
    """Meta elements: `meta(("author", "Ann Lee"))`; names with a colon are properties, as Open Graph has them."""
    return "".join(f'<meta {"property" if ":" in name else "name"}="{name}" content="{value}">' for name, value in named)


def script(value):
    """A JSON-LD script of a value, or of a text as it stands."""
    text = value if isinstance(value, str) else json.dumps(value).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


def linked(**article):
    """A JSON-LD script that describes a news article."""
    return script({"@context": "https://schema.org", "@type": "NewsArticle", **article})


def post(number, *, stamp=True, name="live-post"):
    """A post of a live blog at 1<number>:30: its time (in a <time> element, or printed only), its headline, two paragraphs."""
    clock = f"1{number}:30"
    time = f'<time datetime="2026-03-12T{clock}:00+01:00">{clock}</time>' if stamp else f"<span>{clock}</span>"
    return (
        f'<div class="{name}" id="post-{number}"><div class="post-time">{time}</div><h2 class="post-title">{LINKS[number]}</h2>'
        f'<div class="post-body">{story(2, 2 * number)}</div></div>'
    )


def drawn(head, text="Please enable scripts to see this page."):
    """A page that a script draws: nothing but a line in its body."""
    title = "<title>Holm Post</title>"
    return f'<!DOCTYPE html><html lang="en"><head>{title}{head}</head><body><div id="app"></div><p>{text}</p></body></html>'


# --- what is told of them ------------------------------------------------------------------------------------------------


def every(html, **got):
    """Every article of a page; an InputError is raised."""
    found = list(articles_of(Page(**{"name": "page.html", "data": html, "url": URL, **got})))
    for each in found:
        if isinstance(each, InputError):
            raise each
    return found


def first(html, **got):
    """The first article of a page."""
    return every(html, **got)[0]


def shown(html, **got):
    """What a page shows of its first article beside the text."""
    return first(html, **got).shown


def told(html, **got):
    """One line for every block of the first article: its role and its words."""
    given = html if isinstance(html, Given) else first(html, **got)
    return [f"{block.role}: {given.text[block.start : block.end]}" for block in given.shown.blocks]


def kept(html, **got):
    """The blocks of the first article without the title and the paragraphs of the story."""
    known = {f"paragraph: {each}" for each in STORY} | {f"title: {TITLE}"}
    return [each for each in told(html, **got) if each not in known]


def dated(date):
    """ "2026-03-12 day json-ld" of a date of an article."""
    return f"{date.value} {date.precision} {date.basis}" if date else None


@cache
def _parsed(html):
    parser = lxml_html.HTMLParser(encoding="utf-8")
    return lxml_html.document_fromstring(html.encode("utf-8"), parser=parser, ensure_head_body=True)


def found_at(html, locator):
    """The words of the one element that a locator finds in the page, which is parsed here once more."""
    (element,) = _parsed(html).getroottree().xpath(locator)
    return " ".join(element.text_content().split())


def check(given):
    """Blocks stand in order without overlap and cover the text but for line breaks; notes repeat their characters."""
    at, text = 0, given.text
    for block in given.shown.blocks:
        assert at <= block.start < block.end <= len(text)
        assert text[at : block.start].strip("\n") == ""
        assert " ".join(text[block.start : block.end].split()) == text[block.start : block.end]
        at = block.end
    assert at == len(text)
    for span in (span for note in given.shown.notes for span in note.spans):
        assert text[span.start : span.end] == span.text
