"""Makes tests/everything/inputs: a folder with at least five of everything that is read, half of it written by other programs.

    python tests/make_everything.py --tools DIR [--only PART-OF-A-PATH]

The articles are ours (everything/articles.toml), and so are the pages that programs read (everything/pages.py).  Which program
wrote which file, in which version, is kept in everything/written.json.  A file whose program is missing stays as it is.

Programs of Debian: chromium, wget, pandoc, libreoffice-writer-nogui, sqlite3, s-nail.  Of this project's own environment:
trafilatura, warcio, pandas.  Under DIR, apart from each other, as their requirements exclude one another:
    DIR/v1   newspaper4k lxml_html_clean feedgen wacz warcit python-docx reportlab pelican markdown weasyprint csvkit extruct
             rss2email
    DIR/v2   news-please            DIR/v3   fundus "curl_cffi<0.13"
    DIR/js   npm: single-file-cli feed docx html-to-docx @mozilla/readability jsdom
"""

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

from everything import forms, pages, unread  # noqa: F401 - unread adds its makers
from everything.bench import (
    ARTICLES,
    HERE,
    INPUTS,
    MAKERS,
    OWN,
    PNG,
    Bench,
    addresses,
    bench,
    by,
    lines,
    make,
    own,
    packed,
    snapshot,
)

WRITTEN = HERE / "written.json"


# --- texts and pages -----------------------------------------------------------------------------------------------------

own("texts/ferry.txt", "ferry")(forms.plain)
own("texts/court.text.xz", "court")(lambda each: forms.plain(each).encode("cp1252"))
own("texts/school.txt.gz", "school")(lambda each: forms.plain(each).encode("utf-16"))
own("pages/ferry.html", "ferry")(pages.page)
own("pages/ferry_files/style.css")(lambda: ".story { max-width: 40em }\n")
own("pages/ferry_files/quay.png")(lambda: PNG)
own("pages/ferry_files/frame.html")(
    lambda: "<html><body><p>Buy a boat. Only this week, only at Kelter Lines.</p></body></html>"
)
own("pages/moor/lottery.htm", "lottery")(lambda each: pages.page(each).encode("cp1252"))
own("pages/moor/wolf.html.bz2", "wolf")(lambda each: pages.page(each).encode("cp1252"))
own("pages/live.html", "ferry", "school", "radio", "water")(lambda *held: pages.live(list(held)))


@by(
    "trafilatura",
    "texts/bridge.txt",
    "texts/water.md",
    "records/trafilatura.json",
    "unread/trafilatura.csv",
    "unread/trafilatura.xml",
)
def _(work: Bench, out: Path) -> bytes:
    form = {".txt": "txt", ".md": "markdown", ".json": "json", ".csv": "csv", ".xml": "xml"}[out.suffix]
    article = {".txt": "bridge", ".md": "water"}.get(out.suffix, "ferry")
    told = ("--output-format", form, *(() if form == "txt" else ("--with-metadata",)))
    return work.run(Path(sys.executable).parent / "trafilatura", *told, stdin=work.html(article).read_bytes())


@by(
    "pandoc",
    "texts/strike.txt.bz2",
    "texts/clinic.md",
    "pages/harvest.xhtml",
    "documents/strike.docx",
    "unread/book.epub",
    "unread/notes.odt",
)
def _(work: Bench, out: Path) -> bytes:
    article = ARTICLES[{"book": "radio", "notes": "wolf"}.get(out.stem.split(".")[0], out.name.split(".")[0])]
    form = {".md": "markdown", ".bz2": "plain", ".xhtml": "html"}.get(out.suffix, out.suffix[1:])
    if form in ("plain", "markdown"):
        return packed(work.run("pandoc", "-f", "html", "-t", form, stdin=forms.document(article).encode()), out)
    facts = [f"--metadata={key}={value}" for key, value in (("title", article["title"]), ("author", article["author"]))]
    dated = f"--metadata=date={article['when']:%Y-%m-%d}"
    work.run("pandoc", "-s", "-f", "markdown", "-t", form, *facts, dated, "-o", out, stdin=forms.whole(article).encode())
    return out.read_bytes()


@by("LibreOffice", "texts/museum.txt", "pages/museum.html", "documents/museum.docx", "documents/court.pdf", "unread/letter.doc")
def _(work: Bench, out: Path) -> bytes:
    forms_of = {
        ".txt": "txt:Text (encoded):UTF8",
        ".html": "html:HTML (StarWriter)",
        ".docx": "docx:MS Word 2007 XML",
        ".pdf": "pdf:writer_pdf_Export",
    }
    article = "court" if out.suffix == ".pdf" else "museum"
    return work.office(work.html(article, forms.document(ARTICLES[article])), forms_of.get(out.suffix, "doc:MS Word 97"))


@by("wget", "pages/bridge.html.gz", "archives/wget.warc.gz", "archives/plain.warc", "archives/deep/court.warc.xz")
def _(work: Bench, out: Path) -> bytes:
    name = out.name.split(".")[0]
    asked = {"bridge": ["bridge"], "wget": ["ferry", "bridge"], "plain": ["clinic"], "court": ["court"]}[name]
    command = ["wget", "-q", "-e", "robots=off", "-e", "use_proxy=yes", "-E", "-nd"]
    if name == "bridge":
        work.run(*command, "-k", "-P", work.folder / "got", *addresses(*asked))
        return packed(next((work.folder / "got").glob("*.html")).read_bytes(), out)
    plain = [] if name == "wget" else ["--no-warc-compression"]
    work.run(*command, f"--warc-file={name}", *plain, "-O", "/dev/null", *addresses(*asked))
    made = next(work.folder.glob(f"{name}.warc*")).read_bytes()
    return packed(made, out) if plain else made


@by("single-file-cli", "pages/strike.html", "pages/school.html.xz")
def _(work: Bench, out: Path) -> bytes:
    flags = json.dumps(["--no-sandbox", f"--proxy-server={work.proxy}", "--disable-features=HttpsUpgrades"])
    made = work.folder / "single.html"
    made.unlink(missing_ok=True)
    for _attempt in range(3):  # a browser that starts slowly is given up without a word
        work.run(
            "node", work.tools / "js/node_modules/single-file-cli/single-file-node.js", *addresses(out.name.split(".")[0]),
            made,             f"--browser-executable-path={shutil.which('chromium')}", f"--browser-args={flags}",
        )  # fmt: skip
        if made.exists():
            break
    return packed(made.read_bytes(), out)


@by("Chromium", "pages/radio.html", "documents/ferry.pdf", "documents/bridge.pdf")
def _(work: Bench, out: Path) -> bytes | None:
    if out.suffix == ".html":
        return work.chromium("--virtual-time-budget=3000", "--dump-dom", *addresses("radio"))
    plain = ["--no-pdf-header-footer"] if out.stem == "bridge" else []
    work.chromium(*plain, f"--print-to-pdf={out}", *addresses(out.stem))
    return None


by("Chromium", "mhtml/ferry.mhtml", "mhtml/clinic.mhtml", "mhtml/wolf.mht")(
    lambda work, out: snapshot(work, *addresses(out.stem))
)
own("mhtml/court.mht", "court")(forms.old_mhtml)
own("mhtml/museum.mhtml.gz", "museum")(forms.old_mhtml)


@by("pelican", "pages/site/clinic.html", "pages/site/museum.html", "feeds/pelican.atom.xml", "feeds/pelican.rss.xml")
def _(work: Bench, out: Path) -> bytes:
    site = work.folder / "site"
    (site / "content").mkdir(parents=True, exist_ok=True)
    for name in ("clinic", "museum"):
        each = ARTICLES[name]
        head = f"Title: {each['title']}\nDate: {each['published'][:16].replace('T', ' ')}\nAuthor: {each['author']}\n"
        head += f"Slug: {name}\nSummary: {each['deck']}\n"
        (site / "content" / f"{name}.md").write_text(f"{head}\n{forms.whole(each)}\n", "utf-8")
    (site / "settings.py").write_text(
        "SITENAME='Evening Courier'\nSITEURL='https://www.eveningcourier.example'\nTIMEZONE='UTC'\nDEFAULT_LANG='en'\n"
        "FEED_ALL_ATOM='atom.xml'\nFEED_ALL_RSS='rss.xml'\nRSS_FEED_SUMMARY_ONLY=False\n"
    )
    work.run(work.tools / "v1/bin/pelican", "content", "-o", "output", "-s", "settings.py", cwd=site)
    return (site / "output" / out.name.removeprefix("pelican.")).read_bytes()


# --- records and tables --------------------------------------------------------------------------------------------------

own("records/own.jsonl", "ferry", "bridge")(lambda *held: lines(*map(forms.own, held)))
own("records/own.json.gz", "clinic")(lambda each: [forms.own(each) | {"id": "clinic-in-a-list"}])
own("records/mediacloud.jsonl.gz", "bridge", "wolf")(lambda *held: lines(*map(forms.media_cloud, held)))
own("records/gdelt.json", "lottery")(lambda each: {"articles": [forms.gdelt(each)]})
own("records/eventregistry.json", "harvest", "court")(
    lambda *held: {"articles": {"results": [*map(forms.event_registry, held)]}}
)
own("records/newsapi.json", "museum")(lambda each: {"status": "ok", "totalResults": 1, "articles": [forms.news_api(each)]})
own("records/agency.ninjs", "strike")(forms.ninjs)
own("records/schema.json.bz2", "water")(forms.schema_org)
by("newspaper4k", "records/newspaper4k.json")(lambda work, out: work.python("v1", "newspaper4k", out, "ferry"))
by("news-please", "records/newsplease.json")(lambda work, out: work.python("v2", "news_please", out, "bridge"))
by("fundus", "records/fundus.json")(lambda work, out: work.python("v3", "fundus", out, "school"))
by("pandas", "records/pandas.json", "records/pandas.jsonl.xz")(
    lambda work, out: work.python("own", "pandas", out, "harvest", "court")
)
by("pandas", "tables/pandas.csv", "tables/pandas.tsv.gz")(
    lambda work, out: work.python("own", "pandas", out, "museum", "water")
)


@by("trafilatura", "records/trafilatura.jsonl")
def _(work: Bench, out: Path) -> bytes:
    """As a loop over pages writes them, one object a line."""
    told = (Path(sys.executable).parent / "trafilatura", "--json", "--with-metadata")
    return b"".join(work.run(*told, stdin=work.html(each).read_bytes()).strip() + b"\n" for each in ("court", "strike"))


@by("extruct", "records/extruct.json")
def _(work: Bench, out: Path) -> None:
    """Of a page whose JSON-LD has the whole text."""
    held = f'<script type="application/ld+json">{json.dumps(forms.schema_org(ARTICLES["radio"]))}</script>'
    work.python("v1", "extruct", out, "radio", text=f"<html><head>{held}</head><body></body></html>")


@by("@mozilla/readability", "records/readability.json")
def _(work: Bench, out: Path) -> None:
    work.node("readability", {"url": ARTICLES["harvest"]["url"], "html": pages.page(ARTICLES["harvest"])}, out)


@by("sqlite3", "tables/sqlite.csv", "records/sqlite.json")
def _(work: Bench, out: Path) -> bytes:
    path = work.folder / "news.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as base:
        base.execute("create table news(guid text, headline text, link text, source text, pubdate text, body text)")
        for name in ("lottery", "radio"):
            each = ARTICLES[name]
            row = (
                f"sqlite-{out.suffix[1:]}-{name}",
                each["title"],
                each["url"],
                each["outlet"],
                each["published"],
                forms.whole(each),
            )
            base.execute("insert into news values(?, ?, ?, ?, ?, ?)", row)
    return work.run("sqlite3", "-json" if out.suffix == ".json" else "-csv", "-header", path, "select * from news")


@by("csvkit", "tables/csvkit.tsv", "records/csvkit.json")
def _(work: Bench, out: Path) -> bytes:
    source = work.folder / "table.csv"
    work.python("own", "pandas", source, "wolf", "ferry")
    return work.run(
        work.tools / "v1/bin" / ("csvjson" if out.suffix == ".json" else "csvformat"),
        *(() if out.suffix == ".json" else ("-T",)),
        source,
    )


@own("tables/excel.csv", "bridge", "school")
def _(*held: pages.Article) -> bytes:
    """Semicolons and UTF-16, as spreadsheets write them."""
    rows = [f'{each["title"]};{each["outlet"]};{each["when"]:%Y-%m-%d};"{forms.whole(each)}"\r\n' for each in held]
    return ("Title;Newspaper;Date;Text\r\n" + "".join(rows)).encode("utf-16")


own("tables/hand.csv", "clinic")(
    lambda each: (
        f'headline,site,published,content\n"{each["title"]}",{each["domain"]},{each["published"]},"{forms.whole(each)}"\n'
    )
)


# --- messages, feeds, archives -------------------------------------------------------------------------------------------

own("mail/printed.eml", "court")(forms.printed)
own("mail/forwarded.eml", "wolf")(lambda each: forms.forwarded(each).as_bytes())
own("mail/newsletter.eml.gz", "water")(lambda each: forms.message(each).as_bytes())
own("feeds/bay.rdf", "ferry", "school")(lambda *held: forms.rdf(list(held)))
own("archives/bay.arc.gz", "wolf", "lottery")(lambda *held: forms.arc(list(held)))
by("feedgen", "feeds/holm.rss", "feeds/holm.atom")(lambda work, out: work.python("v1", "feedgen", out, "ferry", "school"))


@by("rss2email", "mail/feed-1.eml", "mail/feed-2.eml")
def _(work: Bench, out: Path) -> bytes:
    box = work.folder / "mail"
    if not box.exists():
        (work.folder / "r2e.cfg").write_text(
            "[DEFAULT]\nfrom = feeds@mail.example\nto = reader@mail.example\nemail-protocol = maildir\nmaildir-mailbox = in\n"
            f"maildir-path = {box}\nhtml-mail = True\ndate-header = True\n"
        )
        told = (work.tools / "v1/bin/r2e", "-c", work.folder / "r2e.cfg", "-d", work.folder / "r2e.json")
        for name in ("", "cur", "new", "tmp"):
            (box / "in" / name).mkdir(parents=True, exist_ok=True)
        work.run(*told, "add", "holm", "http://holmpost.example/feed")
        work.run(*told, "run")
    held = sorted((box / "in/new").iterdir(), key=lambda each: each.read_bytes().find(b"Winter ferry") < 0)
    return held[int(out.stem[-1]) - 1].read_bytes()


@by("s-nail", "mail/typed.eml")
def _(work: Bench, out: Path) -> None:
    carrier = work.folder / "carrier"
    carrier.write_text(f"#!/bin/sh\ncat > {out}\n")
    carrier.chmod(0o755)
    each = ARTICLES["strike"]
    told = (
        "-:/",
        "-Sttycharset=utf-8",
        f"-Smta={carrier}",
        "-Ssendwait",
        "-r",
        f"Northwire <desk@{each['domain']}>",
        "-s",
        each["title"],
    )
    work.run("s-nail", *told, "reader@mail.example", stdin=forms.whole(each).encode())


@by("feed", "feeds/wire.json", "feeds/wire.rss.bz2", "feeds/wire.atom.gz")
def _(work: Bench, out: Path) -> bytes:
    plain = out.with_suffix("") if out.suffix in (".gz", ".bz2") else out
    work.node("feed", [ARTICLES["harvest"], ARTICLES["strike"]], plain)
    return packed(plain.read_bytes(), out)


@by("warcio", "archives/warcio.warc.gz")
def _(work: Bench, out: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with out.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for name in ("harvest", "museum"):
            each, held = ARTICLES[name], work.html(name)
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            with held.open("rb") as body:
                writer.write_record(writer.create_warc_record(each["url"], "response", payload=body, http_headers=head))


@by("warcit", "archives/warcit.warc.gz")
def _(work: Bench, out: Path) -> bytes:
    folder = work.folder / "saved"
    for name in ("wolf", "lottery"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "index.html").write_text(pages.page(ARTICLES[name]).replace("windows-1252", "utf-8"), "utf-8")
    work.run(work.tools / "v1/bin/warcit", "--name", "warcit", "-q", "https://moorlandledger.example/", folder.name)
    return (work.folder / "warcit.warc.gz").read_bytes()


@by("wacz", "wacz/wget.wacz", "wacz/warcio.wacz", "wacz/warcit.wacz")
def _(work: Bench, out: Path) -> None:
    work.run(work.tools / "v1/bin/wacz", "create", "-o", out, INPUTS / f"archives/{out.stem}.warc.gz")


@by(OWN, "wacz/stored.wacz", "wacz/two.wacz")
def _(work: Bench, out: Path) -> bytes:
    held = {
        "a.warc": (INPUTS / "archives/plain.warc").read_bytes(),
        "b.warc.gz": (INPUTS / "archives/warcio.warc.gz").read_bytes(),
    }
    if out.stem == "stored":
        return forms.wacz({"a.warc": held["a.warc"]}, zipfile.ZIP_STORED)
    return forms.wacz(held, zipfile.ZIP_DEFLATED)


# --- documents -----------------------------------------------------------------------------------------------------------

by("python-docx", "documents/wolf.docx")(lambda work, out: work.python("v1", "python_docx", out, "wolf"))
by("reportlab", "documents/water.pdf", "unread/locked.pdf", "unread/scan.pdf")(
    lambda work, out: work.python("v1", "reportlab", out, "water")
)


@by("weasyprint", "documents/deep/radio.pdf")
def _(work: Bench, out: Path) -> None:
    work.run(work.tools / "v1/bin/weasyprint", work.html("radio", forms.document(ARTICLES["radio"])), out)


@by("docx", "documents/clinic.docx")
def _(work: Bench, out: Path) -> None:
    each = ARTICLES["clinic"]
    work.node("docx", [each | {"day": f"{each['when']:%-d %B %Y}"}], out)


@by("html-to-docx", "documents/deep/lottery.docx")
def _(work: Bench, out: Path) -> None:
    work.node("html-to-docx", forms.document(ARTICLES["lottery"]), out)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--tools", type=Path, required=True, help="the folder with v1, v2, v3 and js")
    told.add_argument("--only", default="", help="make only files with this in their path")
    options = told.parse_args()
    written = json.loads(WRITTEN.read_text("utf-8")) if WRITTEN.exists() else {}
    with bench(options.tools) as work:
        for path in sorted(MAKERS, key=lambda each: each.startswith("unread/")):  # some are pieces of the others
            if options.only in path:
                try:
                    program = make(path, work)
                except subprocess.CalledProcessError as wrong:
                    sys.stderr.write(f"{path}: FAILED {wrong.stderr.decode()[-1500:]}\n")
                    continue
                sys.stderr.write(f"{path}: {program or 'kept, its program is missing'}\n")
                written[path] = program or written.get(path, "")
    WRITTEN.write_text(
        json.dumps({path: written[path] for path in sorted(written) if path in MAKERS}, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
