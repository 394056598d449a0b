"""The articles as records, messages and feeds in the forms of other programs that cannot be run here, written by hand."""

import io
import json
import zipfile
from datetime import UTC, timedelta
from email.message import EmailMessage, MIMEPart
from email.utils import format_datetime
from html import escape
from typing import Any

from everything.pages import Article, page, paragraphs


def whole(article: Article) -> str:
    return "\n\n".join(article["text"])


def plain(article: Article) -> str:
    """The article as somebody keeps it in a text file: headline, byline, date, text."""
    return f"{article['title']}\n\nBy {article['author']}\nPublished: {article['when']:%-d %B %Y}\n\n{whole(article)}\n"


def document(article: Article) -> str:
    """The article as a word processor's page of HTML."""
    head = f"<html><head><meta charset='utf-8'><title>{escape(article['title'])}</title></head>"
    lines = f"<p>By {article['author']}</p><p>Published: {article['when']:%-d %B %Y}</p>"
    return f"{head}<body><h1 class='title'>{escape(article['title'])}</h1>{lines}{paragraphs(article)}</body></html>"


# --- records -------------------------------------------------------------------------------------------------------------


def own(article: Article) -> dict[str, Any]:
    """Whence's own record."""
    told = {key: article[key] for key in ("url", "title", "published", "outlet")}
    return {"id": f"own-{article['id']}", "text": whole(article), **told}


def media_cloud(article: Article) -> dict[str, Any]:
    """A story as the search API and the story API give it together."""
    return {
        "id": f"mc-{article['id']}",
        "media_name": article["outlet"],
        "media_url": article["domain"],
        "title": article["title"],
        "publish_date": f"{article['when']:%Y-%m-%d}",
        "url": article["url"],
        "language": "en",
        "indexed_date": "2026-11-02 03:04:05.123456",
        "text": whole(article),
    }


def gdelt(article: Article) -> dict[str, Any]:
    """An article of a list of the DOC API, with the text that a crawler put there."""
    return {
        "url": article["url"],
        "url_mobile": "",
        "title": article["title"],
        "seendate": f"{article['when'].astimezone(UTC) + timedelta(days=1):%Y%m%dT%H%M%SZ}",
        "socialimage": "",
        "domain": article["domain"],
        "language": "English",
        "sourcecountry": "Norway",
        "text": whole(article),
    }


def event_registry(article: Article) -> dict[str, Any]:
    when = article["when"].astimezone(UTC)
    return {
        "uri": f"er-{article['id']}",
        "lang": "eng",
        "isDuplicate": False,
        "date": f"{when:%Y-%m-%d}",
        "dateTime": f"{when + timedelta(days=2):%Y-%m-%dT%H:%M:%SZ}",
        "dateTimePub": f"{when:%Y-%m-%dT%H:%M:%SZ}",
        "dataType": "news",
        "sim": 0.5,
        "url": article["url"],
        "title": article["title"],
        "body": whole(article),
        "source": {"uri": article["domain"], "dataType": "news", "title": article["outlet"]},
        "authors": [{"uri": "a@x.example", "name": article["author"], "type": "author", "isAgency": False}],
    }


def news_api(article: Article) -> dict[str, Any]:
    return {
        "source": {"id": None, "name": article["outlet"]},
        "author": article["author"],
        "title": article["title"],
        "description": article["deck"],
        "url": article["url"],
        "urlToImage": None,
        "publishedAt": f"{article['when'].astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "content": whole(article),
    }


def ninjs(article: Article) -> dict[str, Any]:
    return {
        "uri": f"urn:newsml:{article['domain']}:{article['id']}",
        "type": "text",
        "version": "1",
        "firstcreated": article["published"],
        "versioncreated": (article["when"] + timedelta(hours=2)).isoformat(),
        "pubstatus": "usable",
        "language": "en",
        "headline": article["title"],
        "byline": article["author"],
        "infosources": [{"name": article["outlet"]}],
        "body_xhtml": paragraphs(article),
    }


def schema_org(article: Article) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article["title"],
        "articleBody": whole(article),
        "datePublished": article["published"],
        "author": [{"@type": "Person", "name": article["author"]}],
        "publisher": {"@type": "Organization", "name": article["outlet"], "url": f"https://{article['domain']}/"},
        "mainEntityOfPage": {"@type": "WebPage", "@id": article["url"]},
        "inLanguage": "en",
    }


# --- messages ------------------------------------------------------------------------------------------------------------


def message(article: Article) -> EmailMessage:
    """A newsletter that is one article, in text and HTML."""
    made = EmailMessage()
    made["From"] = f"{article['outlet']} <news@{article['domain']}>"
    made["To"] = "reader@mail.example"
    made["Subject"] = article["title"]
    made["Date"] = format_datetime(article["when"])
    made["Message-ID"] = f"<{article['id']}@{article['domain']}>"
    made.set_content(whole(article) + "\n")
    made.add_alternative(document(article), subtype="html")
    return made


def forwarded(article: Article) -> EmailMessage:
    """A message of a colleague, to which a newsletter is attached."""
    made = EmailMessage()
    made["From"], made["To"] = "Lars Utne <lars@mail.example>", "desk@mail.example"
    made["Subject"] = "Fwd: have you seen this"
    made["Date"] = format_datetime(article["when"] + timedelta(days=1))
    made.set_content("Have you seen what they write about us? I would not answer before Monday.\n")
    made.add_attachment(message(article))
    return made


def printed(article: Article) -> str:
    """A message as it comes over the wire: encoded words, quoted-printable, flowed text."""
    marks = {"“": "=E2=80=9C", "”": "=E2=80=9D", "—": "=E2=80=94"}
    body = whole(article).translate(str.maketrans(marks))
    sender = f"=?utf-8?Q?{article['outlet'].replace(' ', '_')}?= <news@{article['domain']}>"
    soft = "\n".join(_softly(line) for line in body.split("\n"))
    return (
        f"Return-Path: <news@{article['domain']}>\nFrom: {sender}\nTo: reader@mail.example\nSubject: {article['title']}\n"
        f"Date: {format_datetime(article['when'])}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: quoted-printable\n\n{soft}\n"
    )


def _softly(line: str) -> str:
    """A line of quoted-printable with soft breaks between words."""
    made, width = [], 0
    for word in line.split(" "):
        if width + len(word) > 70:
            made.append("=\n")
            width = 0
        made.append(word + " ")
        width += len(word) + 1
    return "".join(made).rstrip(" ")


def old_mhtml(article: Article) -> bytes:
    """A page that Internet Explorer saved in one file."""
    whole_page = MIMEPart()
    whole_page.set_content(page(article), subtype="html", charset="utf-8", cte="base64")
    whole_page["Content-Location"] = article["url"]
    made = EmailMessage()
    made["From"] = "<Saved by Windows Internet Explorer 11>"
    made["Subject"] = article["title"]
    made["Date"] = format_datetime(article["when"] + timedelta(days=3))
    made["MIME-Version"] = "1.0"
    made["Content-Type"] = 'multipart/related; type="text/html"'
    made.attach(whole_page)
    return made.as_bytes()


# --- feeds ---------------------------------------------------------------------------------------------------------------


def rdf(held: list[Article]) -> str:
    """RSS 1.0 with whole articles."""
    items = "".join(
        f"<item rdf:about='{each['url']}'><title>{escape(each['title'])}</title><link>{each['url']}</link>"
        f"<dc:creator>{each['author']}</dc:creator><dc:date>{each['published']}</dc:date>"
        f"<content:encoded><![CDATA[{paragraphs(each)}]]></content:encoded></item>"
        for each in held
    )
    spaces = "".join(
        f" xmlns{name}='{url}'"
        for name, url in (
            (":rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
            ("", "http://purl.org/rss/1.0/"),
            (":dc", "http://purl.org/dc/elements/1.1/"),
            (":content", "http://purl.org/rss/1.0/modules/content/"),
        )
    )
    home = f"https://{held[0]['domain']}/"
    told = f"<title>{held[0]['outlet']}</title><link>{home}</link><description>News</description>"
    channel = f"<channel rdf:about='{home}'>{told}</channel>"
    return f"<?xml version='1.0' encoding='utf-8'?><rdf:RDF{spaces}>{channel}{items}</rdf:RDF>\n"


def teasers(held: list[Article]) -> str:
    """RSS 2.0 that gives summaries only."""
    items = "".join(
        f"<item><title>{escape(each['title'])}</title><link>{each['url']}</link><guid>{each['url']}</guid>"
        f"<pubDate>{format_datetime(each['when'])}</pubDate><description>{escape(each['deck'])}</description></item>"
        for each in held
    )
    home = f"https://{held[0]['domain']}/"
    return f"<rss version='2.0'><channel><title>{held[0]['outlet']}</title><link>{home}</link>{items}</channel></rss>\n"


def bomb(article: Article) -> str:
    """A feed whose entities would unpack to three gigabytes."""
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{lols}]>' + teasers([article]).replace(
        "<title>", "<title>&l9;", 1
    )


# --- archives ------------------------------------------------------------------------------------------------------------


def arc(held: list[Article]) -> bytes:
    """An ARC file, version 1, as the Internet Archive wrote them until 2008."""
    head = b"1 0 Holm Harbour Crawler\nURL IP-address Archive-date Content-type Archive-length\n"
    made = b"filedesc://bay.arc 0.0.0.0 20261103040506 text/plain %d\n%s\n" % (len(head), head)
    for each in held:
        body = page(each).encode("cp1252", "xmlcharrefreplace")
        reply = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n" + body
        made += b"%s 192.0.2.7 20261103040506 text/html %d\n%s\n" % (each["url"].encode(), len(reply), reply)
    return made


def wacz(archives: dict[str, bytes], packed: int) -> bytes:
    """A ZIP of archives with the list that a WACZ has."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as file:
        for name, data in archives.items():
            file.writestr(f"archive/{name}", data)
        listed = [{"name": name, "path": f"archive/{name}", "bytes": len(data)} for name, data in archives.items()]
        file.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": listed}))
        file.writestr("pages/pages.jsonl", json.dumps({"format": "json-pages-1.0", "id": "pages"}) + "\n")
    return made.getvalue()
