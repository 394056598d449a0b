"""One file by one library of Python, in the environment that has it: `python by_python.py PROGRAM IN OUT ARTICLE…`.

IN is a page of HTML, OUT the file to write; ARTICLE are ids of ../articles.toml.
"""

import json
import sys
import tomllib
from datetime import datetime
from pathlib import Path

HELD = {
    each["id"]: each for each in tomllib.loads((Path(__file__).parent.parent / "articles.toml").read_text("utf-8"))["article"]
}


def as_json(value, out):
    out.write_text(json.dumps(value, ensure_ascii=False, default=str) + "\n", "utf-8")


def newspaper4k(page, out, article):
    from newspaper import Article

    read = Article(article["url"])
    read.download(input_html=page.read_text("utf-8"))
    read.parse()
    out.write_text(read.to_json() + "\n", "utf-8")


def news_please(page, out, article):
    from newsplease import NewsPlease

    read = NewsPlease.from_html(page.read_text("utf-8"), url=article["url"], fetch_images=False)
    as_json(read.get_serializable_dict(), out)


def fundus(page, out, article):
    """As Crawler.crawl(save_to_file=…) writes it: articles by publisher."""
    import lxml.html
    from fundus.parser.data import ArticleBody, ArticleSection, TextSequence
    from fundus.scraping.article import Article
    from fundus.scraping.html import HTML, SourceInfo

    root = lxml.html.fromstring(page.read_bytes())
    body = TextSequence(each.text_content() for each in root.xpath("//div[@class='story__body']/p"))
    summary = TextSequence(each.text_content() for each in root.xpath("//p[@class='story__deck']"))
    read = Article(
        html=HTML(
            article["url"],
            article["url"],
            page.read_text("utf-8"),
            datetime(2026, 11, 3, 4, 5, 6),
            SourceInfo(article["outlet"]),
        ),
        title=root.xpath("string(//h1)"),
        body=ArticleBody(summary, [ArticleSection(TextSequence([]), body)]),
        authors=[article["author"]],
        publishing_date=datetime.fromisoformat(article["published"]),
        topics=[],
        free_access=True,
    )
    as_json({article["outlet"]: [read.to_json()]}, out)


def extruct(page, out, article):
    import extruct

    as_json(extruct.extract(page.read_text("utf-8"), base_url=article["url"], syntaxes=["json-ld"])["json-ld"], out)


def pandas(page, out, *articles):
    """A table of articles: by its suffix CSV, TSV, JSON, or JSON Lines; packed where its name says so."""
    import pandas as pd

    rows = [
        {key: each[key] for key in ("title", "url", "outlet", "author", "published")} | {"text": each["text"].strip()}
        for each in articles
    ]
    table = pd.DataFrame(rows).rename(columns={"outlet": "publisher", "published": "publish_date"})
    table["publish_date"] = pd.to_datetime(table["publish_date"], utc=True)
    if ".json" in out.name:
        table.to_json(out, orient="records", lines=".jsonl" in out.name, force_ascii=False)
    else:
        table.to_csv(out, index=".csv" in out.name, sep="\t" if ".tsv" in out.name else ",")


def feedgen(page, out, *articles):
    from feedgen.feed import FeedGenerator

    made = FeedGenerator()
    made.id(f"https://{articles[0]['domain']}/")
    made.title(articles[0]["outlet"])
    made.link(href=f"https://{articles[0]['domain']}/", rel="alternate")
    made.description(f"News of {articles[0]['outlet']}")
    made.language("en")
    for each in reversed(articles):
        entry = made.add_entry()
        entry.id(each["url"])
        entry.title(each["title"])
        entry.link(href=each["url"])
        entry.author(name=each["author"], email="desk@" + each["domain"])
        entry.published(each["published"])
        entry.summary(each["deck"])
        entry.content(
            "".join(f"<p>{one}</p>" for one in each["text"].strip().split("\n\n")),
            type="html" if out.suffix == ".atom" else "CDATA",
        )
    (made.atom_file if out.suffix == ".atom" else made.rss_file)(str(out), pretty=True)


def python_docx(page, out, article):
    from docx import Document

    made = Document()
    made.core_properties.title, made.core_properties.author = article["title"], article["author"]
    made.add_heading(article["title"], 0)
    made.add_paragraph(f"By {article['author']}")
    made.add_paragraph(f"Published: {datetime.fromisoformat(article['published']):%-d %B %Y}")
    for each in article["text"].strip().split("\n\n"):
        made.add_paragraph(each)
    made.save(out)


def reportlab(page, out, article):
    """An article; of the name "locked" one with a password, of the name "scan" a picture of it."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Image, Paragraph, SimpleDocTemplate

    style = getSampleStyleSheet()
    made = SimpleDocTemplate(
        str(out),
        pagesize=A4,
        title=article["title"],
        author=article["author"],
        encrypt="owls" if out.stem == "locked" else None,
    )
    if out.stem == "scan":
        picture = out.with_suffix(".png")
        picture_of(article).save(picture)
        made.build([Image(str(picture), 300, 150)])
        picture.unlink()
        return
    dated = f"Published: {datetime.fromisoformat(article['published']):%-d %B %Y}"
    lines = [(article["title"], "Title"), (f"By {article['author']}", "Normal"), (dated, "Normal")]
    lines += [(each, "BodyText") for each in article["text"].strip().split("\n\n")]
    made.build([Paragraph(text, style[name]) for text, name in lines])


def picture_of(article):
    from PIL import Image, ImageDraw

    picture = Image.new("1", (300, 150), 1)
    ImageDraw.Draw(picture).text((5, 5), article["title"][:45], fill=0)
    return picture


if __name__ == "__main__":
    name, source, target, *ids = sys.argv[1:]
    globals()[name](Path(source), Path(target), *(HELD[each] for each in ids))
