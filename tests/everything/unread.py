"""The files of the folder that cannot be read, as far as we make them; programs make more of them (make_everything.py)."""

import gzip

from everything import forms, pages
from everything.bench import INPUTS, PNG, lines, own

own("unread/cut.html.gz", "ferry")(lambda each: gzip.compress(pages.page(each).encode(), mtime=0)[:1200])
own("unread/cut.warc.gz", "ferry")(lambda _: (INPUTS / "archives/wget.warc.gz").read_bytes()[:5000])
own("unread/empty.txt")(lambda: "")
own("unread/blank.html")(lambda: "\n \n")
own("unread/picture.html")(lambda: PNG)
own("unread/program.txt")(lambda: b"\x7fELF\x02\x01\x01" + bytes(64))
own("unread/zipped.txt.zst")(lambda: b"\x28\xb5\x2f\xfd\x04\x00\x29\x00\x00ferry\x1c\x9f\x24\x96")
own("unread/broken.jsonl", "ferry")(
    lambda each: lines({"id": "before-the-break", "text": forms.whole(each)}) + '{"id": "broken", "text": "The fer\n'
)
own("unread/notext.jsonl", "ferry")(
    lambda each: lines({"id": "notext", "title": each["title"]}, {"id": "wrongdate", "text": "A.", "published": "spring"})
)
own("unread/cancelled.ninjs", "strike")(lambda each: forms.ninjs(each) | {"uri": "urn:cancelled", "pubstatus": "canceled"})
own("unread/short.json", "ferry")(
    lambda each: [
        {
            "source": {"name": "Holm Post"},
            "title": "Cut",
            "publishedAt": "2026-03-12",
            "content": each["text"][0] + "… [+1234 chars]",
        }
    ]
)
own("unread/private.jsonl")(lambda: lines({"id": "private", "url": "http://127.0.0.1:9/ferry"}))
own("unread/row.csv", "ferry")(lambda each: f'id,text\nrow-1,"{each["text"][0]}"\nrow-2,"A "stray" mark"\n')
own("unread/error.html")(lambda: pages.ERROR)
own("unread/cookies.html")(lambda: pages.COOKIES)
own("unread/wall.html", "ferry")(pages.walled)
own("unread/index.html")(pages.index)
own("unread/hafen.html", "hafen")(pages.page)
own("unread/hafen.txt", "hafen")(forms.plain)
own("unread/teasers.rss", "harvest", "radio")(lambda *held: forms.teasers(list(held)))
own("unread/bomb.xml", "ferry")(forms.bomb)
own("unread/sitemap.xml")(
    lambda: (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://holmpost.example/</loc></url></urlset>\n'
    )
)
own("unread/no.wacz", "ferry")(lambda _: (INPUTS / "wacz/wget.wacz").read_bytes()[:3000])
own("unread/no.docx")(lambda: b"PK\x03\x04 and nothing that a ZIP has behind that")
own("unread/empty.eml")(
    lambda: "From: Holm Post <news@holmpost.example>\nSubject: Nothing\nDate: Thu, 12 Mar 2026 09:30:00 +0100\n\n"
)
