"""How pages are damaged for fuzz.py: bytes and a source of chance in, bytes out."""

import json
import re

LONGEST = 5_000_000  # bytes of a giant attribute, text or run of tags; a page has at most 8 MB
TAGS = (
    *b"div p span b i a li ul ol table tr td blockquote article section h1 h2 title head body".split(),
    *b"html script style svg math form textarea select option button iframe noscript template main".split(),
    *b"aside figure figcaption time br pre font center frameset".split(),
)
OPENED = (
    b"<!--",
    b"<![CDATA[",
    b"<script>",
    b"<style>",
    b"<title>",
    b"<textarea>",
    b"<a href='",
    b'<p class="',
    b"<svg>",
    b"<?xml ",
    b"<!DOCTYPE ",
)
LABELS = (
    *b"utf-8 utf-16 utf-16le utf-32 utf-7 iso-8859-1 windows-1252 windows-1251 gb2312 shift_jis euc-kr big5 koi8-r".split(),
    *b"hex idna punycode rot13 undefined unicode_escape base64 zlib ebcdic-cp-us cp037 x-user-defined none".split(),
)  # fmt: skip
DATES = (
    *("2026-03-12", "0000-00-00", "9999-99-99T99:99:99Z", "2026-02-30", "20260312T0930", "99999999999999", "-1",
    "Infinity", "March", "13/13/2026"),
    *("2026-03-12T09:30:00+99:99", "2026-W53-7", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1e400",
    "२०२६-०३-१२", "12 " * 3000),
)  # fmt: skip
RUNS = (
    *("By ", "a", " ", "\u00a0", "“", "said ", "1", "1.", "12:30 ", "- ", "— ", "A. ", "Ab ", "by, ", "| ", "/",
    "http://", "@", "(", "[", "…", "\u200b"),
    *("Published: ", "12 March 2026 ", "Updated ", "(Reuters) ", "HOLM, May 7 ", "Read more: ", "&amp;", "a-", "é", "中",
    "\U0001f6f3", "\u202e", "e\u0301"),
    *("Source: ", "Photo: ", "and ", ", ", "Mr ", "X Y and ", "subscribe to ", "we and our partners use ", "Jan ", "\t",
    "co.uk ", "A, B, ", "'"),
)  # fmt: skip
PROPERTIES = (
    *("headline", "name", "author", "creator", "publisher", "datePublished", "dateModified", "dateCreated", "articleBody",
    "description"),
    *("mainEntityOfPage", "mainEntity", "url", "@id", "@type", "@graph", "isBasedOn", "sourceOrganization",
    "copyrightHolder", "isAccessibleForFree"),
    *("liveBlogUpdate", "inLanguage", "image", "text", "keywords"),
)  # fmt: skip
TYPES = ("NewsArticle", "LiveBlogPosting", "WebSite", "Article", "https://schema.org/BlogPosting", "Person", "", "Report")


def place(data, random):
    """Somewhere in a page, two times in three between tags."""
    found = data.find(b">", random.randrange(len(data) + 1))
    return found + 1 if found >= 0 and random.random() < 0.66 else random.randrange(len(data) + 1)


def put(data, piece, random):
    at = place(data, random)
    return data[:at] + piece + data[at:]


# --- damage --------------------------------------------------------------------------------------------------------------


def bits(data, random, _):
    held = bytearray(data)
    for _ in range(min(len(held), random.choice((1, 5, 50, 1000)))):
        held[random.randrange(len(held))] ^= 1 << random.randrange(8)
    return bytes(held)


def noise(data, random, _):
    return put(data, random.randbytes(random.choice((1, 10, 1000))), random)


def cut(data, random, _):
    return data[: random.randrange(len(data) + 1)]


def beheaded(data, random, _):
    return data[random.randrange(len(data) + 1) :]


def spliced(data, random, held):
    other = random.choice(held)[1]
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]


def doubled(data, random, _):
    begin = random.randrange(len(data) + 1)
    return put(data, data[begin : begin + random.choice((20, 500, 20_000))] * random.choice((1, 3, 30)), random)[:1_000_000]


def holed(data, random, _):
    begin = random.randrange(len(data) + 1)
    return data[:begin] + data[begin + random.choice((1, 20, 500, 5000)) :]


def mislabelled(data, random, _):
    label = random.choice(LABELS)
    data = re.sub(rb"charset\s*=\s*[\"']?[\w-]+", lambda found: found[0][:8] + label, data)
    encoding = random.choice(("cp1252", "utf-16", "utf-16-be", "utf-32", "koi8-r", "shift_jis", "gb18030", None))
    return (
        data.decode("utf-8", "replace").encode(encoding, "replace") if encoding else b'<meta charset="' + label + b'">' + data
    )


def nulls(data, random, _):
    for _ in range(random.choice((1, 10, 200))):
        data = put(data, b"\0" * random.choice((1, 3)), random)
    return data


def opened(data, random, _):
    return put(data, random.choice(OPENED), random)


def references(data, random, _):
    names = b"&#0; &#x110000; &#55296; &#xD83D;&#xDE00; &#99999999999999999999; &bogus; &amp &#x; &l9; &#128; &#xFFFE;".split()
    for _ in range(random.choice((1, 20))):
        data = put(data, random.choice(names), random)
    return data


def bomb(data, random, _):
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    outer = b'<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY h SYSTEM "http://127.0.0.1:9/x">'
    return (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">' + levels + outer + b"]>" + put(data, b"&l9;&f;&h;", random)
    )


def soup(data, random, _):
    """Tags that open and close as they like."""
    for _ in range(random.choice((3, 30, 300))):
        data = put(
            data, random.choice((b"<%s>", b"</%s>", b"<%s/>", b"<%s id=x class='body hidden'>")) % random.choice(TAGS), random
        )
    return data


def unclosed(data, random, _):
    tag = random.choice(TAGS)
    return re.sub(rb"</%s\s*>" % tag, b"", data) if random.random() < 0.5 else re.sub(rb"<%s\b[^>]*>" % tag, b"", data)


def retagged(data, random, _):
    one, other = random.sample(TAGS, 2)
    return re.sub(rb"(</?)%s\b" % one, lambda found: found[1] + other, data)


def attributes(data, random, _):
    names = (
        b"class",
        b"id",
        b"style",
        b"hidden",
        b"datetime",
        b"href",
        b"itemprop",
        b"rel",
        b"type",
        b"content",
        b"lang",
        b"xml:lang",
        b"x:y",
        b"\xff",
    )
    for _ in range(random.choice((3, 50))):
        value = random.choice(
            (
                b"display:none",
                b"",
                b"2026-99-99",
                b"http://[",
                b"headline",
                b"a" * 3000,
                b"\xe2\x80",
                random.randbytes(8),
                b"application/ld+json",
            )
        )
        tag = random.choice(TAGS)
        data = re.sub(
            rb"<%s\b" % tag,
            lambda found, value=value: found[0] + b" " + random.choice(names) + b"='" + value.replace(b"'", b"") + b"'",
            data,
            count=3,
        )
    return data


def runs(data, random, _):
    """One piece over and over, where lines, titles, bylines and metadata are looked at by patterns."""
    piece = (random.choice(RUNS) + random.choice(("", random.choice(RUNS)))) * random.choice((50, 1000, 8000))
    text = piece[:40_000].encode()
    forms = (
        b"<p>%s</p>", b"<h1>%s</h1>", b"<title>%s</title>", b"<p class=byline>%s</p>", b"<time datetime=\"%s\">x</time>",
        b"<li><a href=x>%s</a></li>",
        b"<meta property=og:title content=\"%s\">", b"<meta name=author content=\"%s\">",
        b"<link rel=canonical href=\"http://%s\">", b"<p>%s said.</p>",
        b"<meta name=date content=\"%s\">", b"<figcaption>%s</figcaption>", b"<p>Source: %s</p>", b"<html lang=\"%s\">",
        b"<p>HOLM (%s) - The ferry sails.</p>",
        b"<p id=\"%s\">The ferry sails.</p>", b"<meta property=og:site_name content=\"%s\">",
    )  # fmt: skip
    return put(data, random.choice(forms) % text.replace(b'"', b""), random)


def dates(data, random, _):
    """Dates that are none, where dates are looked for."""
    for _ in range(random.choice((1, 5))):
        told = random.choice(DATES).encode()
        form = random.choice(
            (
                b'<meta property="article:published_time" content="%s">',
                b'<time datetime="%s">%s</time>',
                b"<p>Published: %s</p>",
                b'<meta name="lastmod" content="%s">',
            )
        )
        data = put(data, form.replace(b"%s", told), random)
    return data


def value(random, depth=0):
    """A value of any type for any property."""
    kind = random.randrange(14 if depth < 4 else 9)
    if kind == 0:
        return random.choice((None, True, False, [], {}, ""))
    if kind == 1:
        return random.choice((0, -1, 10**400, 1.5, 1e308, 20260312, 1772000000, 1772000000000, 2**63))
    if kind < 5:
        return random.choice(
            (
                *DATES,
                *TYPES,
                "Ann Lee",
                "http://[",
                "\ud800",
                "<p>Ann</p>" * 50,
                "a" * 20_000,
                "\u0000",
                "x, y and z",
                "The ferry sails. " * 40,
            )
        )
    if kind < 9:
        return random.choice(
            (
                "https://holmpost.example/news/2026/03/12/winter-ferry",
                "https://x.example/",
                "//x",
                "#me",
                "Holm Post",
                "NewsArticle",
                "By Ann Lee",
            )
        )
    if kind < 12:
        return [value(random, depth + 1) for _ in range(random.choice((0, 1, 3, 60)) if depth < 2 else 1)]
    return {"@type": value(random, depth + 1) if random.random() < 0.3 else random.choice(TYPES)} | {
        random.choice(PROPERTIES): value(random, depth + 1) for _ in range(random.randrange(1, 8))
    }


def linked(data, random, _):
    """JSON-LD with any type anywhere, whole or broken."""
    node = {"@context": "https://schema.org", "@type": random.choice(TYPES)}
    node |= {each: value(random) for each in random.sample(PROPERTIES, random.randrange(1, 20))}
    text = json.dumps(random.choice((node, [node], {"@graph": [node, node]}, value(random)))).encode()
    if random.random() < 0.3:
        at = random.randrange(len(text) + 1)
        text = random.choice(
            (
                text[:at],
                text[:at] + b"\n" + text[at:],
                text + text,
                text.replace(b'"', b"&quot;"),
                text[:-1] + b",}",
                b"<!--" + text,
                b"[" * 5000 + text,
            )
        )
    return put(data, b'<script type="application/ld+json">' + text + b"</script>", random)


def nested(data, random, _):
    """Some hundred levels of one element or of several."""
    tags = random.sample(TAGS, random.choice((1, 3)))
    return put(data, b"".join(b"<%s>" % random.choice(tags) for _ in range(random.choice((100, 600)))), random)


DAMAGE = {
    each.__name__: each
    for each in (
        bits, noise, cut, beheaded, spliced, doubled, holed, mislabelled, nulls, opened, references, bomb, soup, unclosed,
        retagged,
        attributes, runs, dates, linked, nested,
    )
}  # fmt: skip


OFTEN = (*DAMAGE, "linked", "linked", "runs")  # what code of ours looks at most


# --- giants --------------------------------------------------------------------------------------------------------------


def deep(data, random):
    """Ten thousand levels and more, closed or not."""
    tag, levels = random.choice(TAGS), random.choice((10_000, 100_000))
    inner = b"<p>The ferry sails at nine, the harbour master said on Friday.</p>" if random.random() < 0.7 else b""
    return put(data, b"<%s>" % tag * levels + inner + (b"</%s>" % tag * levels if random.random() < 0.5 else b""), random)


def deep_mixed(data, random):
    return put(data, b"".join(b"<%s>x" % random.choice(TAGS) for _ in range(20_000)), random)


def attribute(data, random):
    name = random.choice((b"class", b"id", b"href", b"style", b"datetime", b"content", b"x", b"itemprop"))
    fill = random.choice((b"a", b"a ", b"a-", b"aB", b"display: ", b" ", b"http://", b"1", b"%20", b"\xc3\xa9 ")) * LONGEST
    return put(
        data,
        b"<%s %s='" % (random.choice((b"p", b"a", b"div", b"meta name=author", b"time", b"article")), name)
        + fill[: random.choice((1, 3, 5)) * 10**6]
        + b"'>x",
        random,
    )


def text(data, random):
    fill = (random.choice(RUNS) + random.choice(("", random.choice(RUNS)))).encode() * LONGEST
    tag = random.choice((b"p", b"title", b"h1", b"a", b"li", b"td", b"b", b"span"))
    return put(data, b"<%s>" % tag + fill[: random.choice((1, 3, 5)) * 10**6] + b"</%s>" % tag, random)


def empty(data, random):
    """A million tags with nothing in them."""
    piece = random.choice(b"<br> <p> <b></b> <i> <p></p> <td> <a> <hr> <li> </p> <div></div> <!----> <wbr> <span>".split())
    return put(data, piece * (LONGEST // len(piece)), random)


def lines(data, random):
    """A hundred thousand short lines, or a page of many megabytes of ordinary text."""
    piece = random.choice((
        b"<p>x</p>", b"<li><a href=x>The ferry sails at nine</a></li>", b"<h2>By Ann Lee</h2>",
        b"<tr><td>12:30<td>Ferry</tr>", b"<p>By Ann Lee and Bo Ek</p>",
        b"<p>The ferry sails at nine, the harbour master said on Friday, and nobody at the quay was surprised by that.</p>",
        b"<div class=item><time datetime='2026-03-12T09:30'>09:30</time>"
            b"<h2>Ferry</h2><p>It sails at nine, the master said.</p></div>",
        b"<article><h2>Ferry sails</h2><p>" + b"It sails at nine, the master said. " * 12 + b"</p></article>",
        b"word<br><br>", b"<p>Updated: 12 March 2026</p>",
        b"<meta name=author content='Ann Lee'>", b"<meta property='article:published_time' content='12 March 2026'>",
        b"<title>x</title>", b"<link rel=canonical href=x>",
        b"<script type='application/ld+json'>{\"@type\":\"NewsArticle\"}</script>",
    ))  # fmt: skip
    return put(data, piece * (random.choice((300_000, LONGEST)) // len(piece)), random)


def linked_giant(data, random):
    node = b'{"@type": "NewsArticle", "headline": "Ferry", "author": {"name": "Ann Lee"}}'
    piece = random.choice((
        b"[" * 1_000_000, b"[" * 900 + node + b"]" * 900, b'{"@graph":' * 900 + node + b"}" * 900,
        b'{"@graph": [' + node + (b"," + node) * 20_000 + b"]}",
        b'{"@type": "NewsArticle", "datePublished": ' + b"9" * 1_000_000 + b"}",
        b'{"@type": "NewsArticle", "articleBody": "' + b"The ferry sails. " * 100_000 + b'"}',
        b'{"@type": "NewsArticle", "headline": "' + b"a" * 1_500_000 + b'"}',
        b'{"@type": "LiveBlogPosting", "liveBlogUpdate": [' + node + (b"," + node) * 20_000 + b"]}",
        b'{"@type": "NewsArticle", "articleBody": "' + b"<div>" * 20_000 + b'"}',
        b"{" + b",".join(b'"k%d": 1' % n for n in range(100_000)) + b"}", b"," * 1_900_000,
        b'{"@type": "NewsArticle", "author": [' + b'"Ann Lee",' * 100_000 + b'"Bo"]}', b"&quot;" * 300_000,
        b", " * 900_000 + b"}",
    ))  # fmt: skip
    return put(data, b'<script type="application/ld+json">' + piece + b"</script>", random)


def repeated(data, random):
    """The whole page many times."""
    return (data * random.choice((20, 200)))[: 8 * 10**6]


GIANT = {each.__name__: each for each in (deep, deep_mixed, attribute, text, empty, lines, linked_giant, repeated)}
