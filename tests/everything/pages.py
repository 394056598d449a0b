"""Pages of the invented outlets, each outlet in a markup of its own; and pages that hold no article."""

import json
import tomllib
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Article = dict[str, Any]


def articles() -> dict[str, Article]:
    """The articles of articles.toml by their ids; `text` is a list of paragraphs, `when` a time with its zone."""
    held = tomllib.loads((HERE / "articles.toml").read_text("utf-8"))["article"]
    return {
        each["id"]: each | {"text": each["text"].strip().split("\n\n"), "when": datetime.fromisoformat(each["published"])}
        for each in held
    }


def page(article: Article) -> str:
    """The article as its outlet's site shows it."""
    return _SITES[article["outlet"]](article)


def paragraphs(article: Article, name: str = "") -> str:
    opening = f'<p class="{name}">' if name else "<p>"
    return "\n".join(f"{opening}{escape(each, quote=False)}</p>" for each in article["text"])


def linked(article: Article) -> str:
    """A NewsArticle of schema.org as the sites write it."""
    return json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article["title"],
            "description": article["deck"],
            "datePublished": article["published"],
            "author": {"@type": "Person", "name": article["author"]},
            "publisher": {"@type": "NewsMediaOrganization", "name": article["outlet"]},
            "mainEntityOfPage": article["url"],
        },
        indent=1,
    )


def headlines(article: Article | None = None, most: int = 5) -> str:
    """A list of linked headlines of the other articles."""
    others = [each for each in articles().values() if each["id"] != (article or {}).get("id") and "language" not in each]
    return "".join(f'<li><a href="{each["url"]}">{escape(each["title"])}</a></li>' for each in others[:most])


# --- the sites -----------------------------------------------------------------------------------------------------------


def _holm(article: Article) -> str:
    """JSON-LD and Open Graph, boxes around the text, a consent banner."""
    title = escape(article["title"])
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | Holm Post</title>
<link rel="canonical" href="{article["url"]}"><link rel="stylesheet" href="ferry_files/style.css">
<meta property="og:type" content="article"><meta property="og:site_name" content="Holm Post">
<meta property="og:title" content="{title}"><meta property="og:description" content="{escape(article["deck"])}">
<script type="application/ld+json">{linked(article)}</script></head>
<body><header class="site-header"><a href="/">Holm Post</a>
<nav><ul><li><a href="/news">News</a></li><li><a href="/harbour">Harbour</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>
<main><article class="story"><p class="kicker">Town hall</p><h1 class="story__headline">{title}</h1>
<p class="story__deck">{escape(article["deck"])}</p>
<div class="story__meta"><span class="byline">By <a href="/authors/mira-tanner">{article["author"]}</a></span>
<time datetime="{article["published"]}">{article["when"]:%-d %B %Y, %H:%M}</time></div>
<figure><img src="ferry_files/quay.png" alt="">
<figcaption>The quay at Holm on Wednesday. Photo: Arvid Lie / Holm Post</figcaption></figure>
<div class="story__body">{paragraphs(article)}</div></article>
<aside class="related"><h2>More from Holm Post</h2><ul>{headlines(article)}</ul></aside>
<section class="newsletter"><h2>Newsletter</h2><p>Get the harbour news in your inbox every morning.</p>
<form><input name="mail"><button>Sign up</button></form></section></main>
<footer><p>© Holm Post 2026. All rights reserved.</p>
<ul><li><a href="/imprint">Imprint</a></li><li><a href="/privacy">Privacy</a></li></ul></footer>
<div class="consent-banner"><p>We use cookies to measure how our pages are read.</p>
<button>Accept all</button></div></body></html>
"""


def _kelter(article: Article) -> str:
    """Meta elements only, and a printed date; crumbs above, comments below."""
    title = escape(article["title"])
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title} - Kelter Courier</title>
<meta name="author" content="{article["author"]}"><meta name="description" content="{escape(article["deck"])}">
<meta property="article:published_time" content="{article["published"]}"><meta property="og:site_name" content="Kelter Courier">
<meta property="og:url" content="{article["url"]}"></head>
<body><div id="top"><a href="/">Kelter Courier</a> <a href="/local">Local</a> <a href="/business">Business</a>
<a href="/letters">Letters</a></div>
<div id="crumbs"><a href="/">Home</a> &gt; <a href="/local">Local</a></div>
<div id="content"><h1>{title}</h1><div class="lead">{escape(article["deck"])}</div>
<p class="info">{article["author"]} | Published: {article["when"]:%-d %B %Y, %H:%M}</p>
<div class="share"><a href="#">Share</a> <a href="#">Tweet</a> <a href="#">Print</a></div>
{paragraphs(article, "text")}
<div class="comments"><h3>2 comments</h3><div class="comment"><b>miller44</b><p>They knew, all of them.</p></div>
<div class="comment"><b>Anna P.</b><p>Thank you for staying with this story.</p></div></div></div>
<div id="side"><h3>Most read</h3><ol>{headlines(article)}</ol></div>
<div id="foot">Kelter Courier Ltd, Mill Lane 4, Kelter</div></body></html>
"""


def _evening(article: Article) -> str:
    """As a blog system writes it: hAtom names, Open Graph, a <time>."""
    title = escape(article["title"])
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} – Evening Courier</title>
<link rel="canonical" href="{article["url"]}">
<meta property="og:site_name" content="Evening Courier"><meta property="og:type" content="article">
<meta property="og:title" content="{title}"><meta property="og:url" content="{article["url"]}"></head>
<body class="single single-post"><div class="site">
<div class="menu-main"><ul><li class="menu-item"><a href="/">Home</a></li>
<li class="menu-item"><a href="/health">Health</a></li><li class="menu-item"><a href="/culture">Culture</a></li></ul></div>
<article class="post hentry"><header class="entry-header"><h1 class="entry-title">{title}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="{article["published"]}">
{article["when"]:%B %-d, %Y}</time></span>
<span class="byline">by <span class="author vcard"><a href="/author/x">{article["author"]}</a></span></span>
</div></header><div class="entry-content"><p><strong>{escape(article["deck"])}</strong></p>
{paragraphs(article)}</div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/c">Arnsfeld</a></span>
<a href="#respond">Leave a comment</a></footer></article>
<nav class="post-navigation"><a rel="prev" href="#">Previous post</a> <a rel="next" href="#">Next post</a></nav>
<div class="widget-area"><section class="widget"><h2>Recent posts</h2><ul>{headlines(article)}</ul></section></div>
<footer class="site-footer">Evening Courier, proudly printed since 1902</footer></div></body></html>
"""


def _wire(article: Article) -> str:
    """An agency's bare page: the facts stand in JSON-LD, and the text is not parted from its surroundings by names."""
    title = escape(article["title"])
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{article["url"]}">
<script type="application/ld+json">{linked(article)}</script></head>
<body><div><a href="/">Northwire</a></div><div><h1>{title}</h1><div>{article["when"]:%-d %b %Y %H:%M}</div>{paragraphs(article)}
<p>(Reporting by {article["author"]}; Editing by Liv Sander)</p></div>
<div><div>Read next</div>{headlines(article, 3).replace("li>", "div>")}</div><div>© Northwire 2026</div></body></html>
"""


def _moor(article: Article) -> str:
    """A layout of tables, from before there were names for things."""
    title = escape(article["title"])
    body = "<br><br>\n".join(escape(each, quote=False) for each in article["text"])
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>Moorland Ledger: {title}</title><link rel="canonical" href="{article["url"]}">
<meta name="publisher" content="Moorland Ledger">
<meta property="og:site_name" content="Moorland Ledger"></head>
<body bgcolor="#ffffff"><table width="100%"><tr><td colspan="2"><b>MOORLAND LEDGER</b>
<a href="/">Front page</a> <a href="/ads">Small ads</a></td></tr>
<tr><td width="20%"><a href="/moor">The moor</a><br><a href="/church">Church</a><br><a href="/cattle">Cattle</a>
<br>{headlines(article, 2)}</td>
<td><font size="5"><b>{title}</b></font><br><br><i>{escape(article["deck"])}</i><br><br>
By {article["author"]}, {article["when"]:%-d %B %Y}<br><br>
{body}</td></tr>
<tr><td colspan="2"><font size="1">The Moorland Ledger appears on Fridays.</font></td></tr></table></body></html>
"""


def _bote(article: Article) -> str:
    return _kelter(article).replace("Kelter Courier", "Kelterbote").replace('lang="en-GB"', 'lang="de"')


_SITES = {
    "Holm Post": _holm,
    "Kelter Courier": _kelter,
    "Evening Courier": _evening,
    "Northwire": _wire,
    "Moorland Ledger": _moor,
    "Kelterbote": _bote,
}


# --- other pages ---------------------------------------------------------------------------------------------------------


def drawn(article: Article) -> str:
    """A page whose text a script puts there."""
    held = json.dumps(article["text"])
    return (
        _wire(article)
        .replace(paragraphs(article), '<div id="story"></div>')
        .replace(
            "</body>",
            f"""<script>for (const each of {held}) {{ const p = document.createElement("p"); p.textContent = each;
document.getElementById("story").append(p); }}</script></body>""",
        )
    )


def live(held: list[Article]) -> str:
    """A live blog whose items are the beginnings of articles."""
    items = "".join(
        f'<div class="live-item"><time datetime="{each["published"]}">{each["when"]:%H:%M}</time>'
        f"<h2>{escape(each['title'])}</h2>"
        + "".join(f"<p>{escape(one, quote=False)}</p>" for one in each["text"][:4])
        + "</div>"
        for each in held
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The year on the bay: live | Holm Post</title>
<link rel="canonical" href="https://holmpost.example/live/the-year"><meta property="og:site_name" content="Holm Post">
<meta property="article:published_time" content="2026-12-31T08:00:00+01:00"></head>
<body><nav><a href="/">Holm Post</a></nav><main class="live-blog"><h1>The year on the bay: live</h1>
<p>Our reporters look back on the year between Holm and Sandvik, as it happened,
from the first ferry to the last song on the radio.</p>
<div class="live-items">{items}</div></main><footer>© Holm Post</footer></body></html>"""


def index() -> str:
    """A front page: headlines and nothing else."""
    held = headlines(most=12)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Holm Post - news from the bay</title>
<link rel="canonical" href="https://holmpost.example/"></head><body><h1>Holm Post</h1><div class="river"><ul>{held}</ul></div>
<h2>Archive</h2><ul>{held.replace("</a>", " (archive)</a>")}</ul><footer>© Holm Post</footer></body></html>"""


ERROR = """<!DOCTYPE html><html><head><title>404 Not Found</title></head><body><h1>Page not found</h1>
<p>The page you requested cannot be found. It may have moved, or it never was.</p><a href="/">Holm Post</a></body></html>"""

COOKIES = """<!DOCTYPE html><html><head><title>Holm Post</title></head><body><div><h1>Before you continue</h1>
<p>We and our 214 partners use cookies to store and access information on your device.</p><button>Accept all</button>
<p>Manage preferences or reject all cookies at any time. See our cookie policy.</p></div></body></html>"""


def walled(article: Article) -> str:
    """The beginning of an article before a wall."""
    short = article | {"text": article["text"][:1]}
    wall = '<div class="wall"><p>Subscribe to continue reading</p><p>Already a subscriber? Log in</p></div>'
    return page(short).replace("</article>", f"{wall}</article>")
