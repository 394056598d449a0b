"""Newsletters and saved pages as inputs: the article of a message comes out, and nothing else of it, however it is packed."""

import base64
import quopri
import time
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import InputError
from whence.ingest.mail import MOST_BOUNDARIES, MOST_BRANCHES, MOST_DEPTH, page_of_mhtml, parts_of_mail
from whence.records.article import ArticleDate, Given, Outlet, Page

FERRY = "The ferry to Ostrava Holm will sail, Øyvind Brandvik said."
HTML = f"<html><body><h1>Ferry sails</h1><p>{FERRY}</p></body></html>"
DATE = "Thu, 12 Mar 2026 09:30:00 +0100"


def mail(*, text=None, html=None, subject="Ferry sails", sender="Holm Post <news@mail.holmpost.example>", **more):
    """A message as mail programs write it."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["Subject"], message["Date"], message["To"] = sender, subject, DATE, "reader@reader.example"
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    if html is not None and text is None:
        message.set_content(html, subtype="html")
    elif html is not None:
        message.add_alternative(html, subtype="html")
    return message


def read(message, name="x.eml"):
    data = message.as_bytes() if isinstance(message, EmailMessage) else message
    return list(parts_of_mail(data.encode() if isinstance(data, str) else data, name))


def written(found):
    """The characters of an input."""
    return found.text if isinstance(found, Given) else found.data.decode(found.charset or "utf-8").replace("\r\n", "\n")


def is_wrong(found, name, message):
    return isinstance(found, InputError) and found.name == name and message in found.message and found.hint != ""


# --- the body ------------------------------------------------------------------------------------------------------------


def test_of_html_and_text_the_html_is_read_with_title_sender_and_date():
    (page,) = read(mail(text="Short.", html=HTML))
    assert isinstance(page, Page)
    assert (page.name, page.charset, page.url, page.title, page.published) == ("x.eml", "utf-8", None, None, None)
    assert written(page).strip() == HTML
    assert (page.shown.title, page.shown.outlet) == ("Ferry sails", Outlet("Holm Post", "mail.holmpost.example"))
    assert page.shown.dates.published == ArticleDate("2026-03-12T09:30:00+01:00", "second", "meta", "+01:00")
    assert page.shown.dates.captured is None


def test_a_message_of_text_only_is_a_text():
    (found,) = read(mail(text=f"{FERRY}\n\nTwo.\n"))
    assert isinstance(found, Given)
    assert (found.text, found.shown.title) == (f"{FERRY}\n\nTwo.\n", "Ferry sails")


def test_html_without_anything_in_it_does_not_hide_the_text():
    (found,) = read(mail(text=FERRY, html="  \n"))
    assert found.text.strip() == FERRY


@pytest.mark.parametrize("packing", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_every_packing_and_encoding_gives_the_same_text(packing, charset):
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(FERRY, charset=charset, cte=packing)
    assert written(read(message)[0]).strip() == FERRY


@pytest.mark.parametrize("label", ["us-ascii", "utf-8", "x-unknown", "punycode", "hex", '"', "utf-16"])
def test_a_wrong_name_of_the_encoding_does_no_harm(label):
    data = f"Subject: x\nContent-Type: text/plain; charset={label}\nContent-Transfer-Encoding: 8bit\n\n".encode()
    text = "Zoë said it would sail."
    assert [each.text for each in read(data + text.encode("cp1252"))] == [text]


def test_the_label_of_a_page_is_given_on_only_when_it_is_one_of_texts():
    for label, charset in (("iso-8859-1", "iso-8859-1"), ("x-unknown", None), ("hex", None)):
        (page,) = read(f"Subject: x\nContent-Type: text/html; charset={label}\n\n<p>One.</p>")
        assert (page.data, page.charset) == (b"<p>One.</p>", charset)


def test_line_breaks_of_the_journey_are_taken_out_of_flowed_text():
    head = "Subject: x\r\nContent-Type: text/plain; format=flowed"
    assert (
        read(f"{head}\r\n\r\nThe ferry \r\nwill sail.\r\n\r\nTwo.\r\n-- \r\nJo\r\n")[0].text
        == "The ferry will sail.\n\nTwo.\n--\nJo\n"
    )
    assert read(f"{head}; delsp=yes\r\n\r\nThe fer \r\nry.\r\n")[0].text == "The ferry.\n"


def test_pieces_of_text_around_a_picture_are_one_text():
    parts = [("text/plain", "One."), ("image/png", "x"), ("text/plain", "Two.")]
    body = "".join(f"--b\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    assert read(f"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{body}--b--\n")[0].text == "One.\n\nTwo."


def test_a_page_with_its_pictures_inside_alternatives_is_found():
    message = mail(text="Short.", html=HTML)
    message.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<a@b>")
    message.add_attachment(b"%PDF", "application", "pdf", filename="x.pdf")
    (page,) = read(message)
    assert written(page).strip() == HTML


def test_nested_alternatives_take_no_longer_for_every_level():
    heads = "".join(f"Content-Type: multipart/alternative; boundary=b{n}\n\n--b{n}\n" for n in range(60))
    start = time.perf_counter()
    (found,) = read(f"Subject: x\n{heads}Content-Type: text/plain\n\nOne.\n")
    assert found.text.strip() == "One."
    assert time.perf_counter() - start < 5


def test_a_report_on_delivery_is_no_article():
    body = "--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n\nAction: failed\n\n--b--\n"
    (found,) = read(f"Subject: x\nContent-Type: multipart/report; boundary=b\n\n{body}")
    assert is_wrong(found, "x.eml", "the message has no text")


# --- what is attached ----------------------------------------------------------------------------------------------------


def test_forwarded_messages_are_articles_of_their_own_with_their_own_headers():
    message = mail(text="See below.", subject="Fwd: Ferry sails")
    message.add_attachment(mail(text=FERRY, subject="Ferry sails", sender="Northwire <desk@northwire.example>"))
    message.add_attachment(mail(html=HTML, subject="Re: FW: Second"))
    own, first, second = read(message)
    assert [each.name for each in (own, first, second)] == ["x.eml", "x.eml#2", "x.eml#3"]
    assert [each.shown.title for each in (own, first, second)] == ["Ferry sails", "Ferry sails", "Second"]
    assert first.shown.outlet == Outlet("Northwire", "northwire.example")
    assert isinstance(second, Page)


def test_attached_pages_and_texts_are_read_as_their_own_and_other_files_are_not():
    message = mail(text="See the files.")
    message.add_attachment(HTML.encode(), "application", "octet-stream", filename="Page.HTM")
    message.add_attachment(FERRY.encode(), "application", "octet-stream", filename="ferry.txt")
    message.add_attachment("a,b\n", subtype="csv", filename="table.csv")
    message.add_attachment("BEGIN:VCALENDAR", filename="date.ics")
    message.add_attachment(b"%PDF-1.4", "application", "pdf", filename="x.pdf")
    own, page, text = read(message)
    assert own.text.strip() == "See the files."
    assert (page.name, page.data, page.shown.title, page.shown.outlet) == ("x.eml#2", HTML.encode(), None, None)
    assert (text.name, text.text, text.shown) == ("x.eml#3", FERRY, None)


def test_an_attached_text_that_is_no_text_is_an_error_beside_the_message():
    message = mail(text="See the file.")
    message.add_attachment(b"\x00\x01\x02", "text", "plain", filename="x.txt")
    own, wrong = read(message)
    assert own.text.strip() == "See the file."
    assert is_wrong(wrong, "x.eml#2", "NUL")


def test_messages_inside_messages_end_somewhere():
    data = "Subject: x\nContent-Type: text/plain\n\nInnermost.\n"
    for _ in range(MOST_DEPTH + 3):
        data = f"Subject: x\nContent-Type: message/rfc822\n\n{data}"
    assert is_wrong(read(data)[-1], "x.eml", "lie inside one another")


# --- headers -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (Header("Fähre fährt", "utf-8").encode(), "Fähre fährt"),
        ("=?iso-8859-1?Q?F=E4hre?= =?utf-8?B?IGbDpGhydA==?=", "Fähre fährt"),
        ("Ferry =?utf-8?q?f=C3=A4hrt?= again", "Ferry fährt again"),
        ("=?punycode?q?abc?=", "abc"),
        ("=?utf-8?B?broken", "=?utf-8?B?broken"),
        ("Ferry\n sails\n\tagain", "Ferry sails again"),
        ("Fähre", "Fähre"),
        ("Re: Fwd: AW: Ferry", "Ferry"),
        ("Repairs: ferry", "Repairs: ferry"),
        ("Fwd:", None),
        ("", None),
    ],
)
def test_a_subject_is_told_as_characters_without_marks_of_forwarding(raw, title):
    (found,) = read(f"From: a@b.example\nSubject: {raw}\n\nOne.")
    assert found.shown.title == title


def test_raw_bytes_in_a_header_are_read_as_windows_1252_when_they_are_no_utf_8():
    assert read(b"Subject: F\xe4hre\n\nOne.")[0].shown.title == "Fähre"


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("Holm Post <news@holmpost.example>", Outlet("Holm Post", "holmpost.example")),
        ('"Holm Post, Morning" <NEWS@HolmPost.example>', Outlet("Holm Post, Morning", "holmpost.example")),
        ("=?utf-8?q?Holm=2C_P=C3=B8st?= <news@holmpost.example>", Outlet("Holm, Pøst", "holmpost.example")),
        ("news@holmpost.example (Holm Post)", Outlet("Holm Post", "holmpost.example")),
        ("news@holmpost.example", Outlet(None, "holmpost.example")),
        ("Holm Post [daily] <news@holmpost.example>", Outlet("Holm Post [daily]", "holmpost.example")),
        ("Holm Post", None),
        ("<>", None),
        ("", None),
    ],
)
def test_a_sender_is_told_by_name_and_domain(sender, outlet):
    assert read(f"From: {sender}\nSubject: x\n\nOne.")[0].shown.outlet == outlet


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("Thu, 12 Mar 2026 09:30:00 +0100", "2026-03-12T09:30:00+01:00"),
        ("12 Mar 2026 09:30:00 GMT", "2026-03-12T09:30:00+00:00"),
        ("Thu, 12 Mar 2026 09:30:00 -0000", "2026-03-12T09:30:00"),
        ("Thu, 12 Mar 2026 09:30:00 +0100 (CET)", "2026-03-12T09:30:00+01:00"),
        ("yesterday", None),
        ("Thu, 99 Mar 2026 09:30:00 +0100", None),
    ],
)
def test_a_date_has_the_zone_that_it_is_written_with(date, value):
    told = read(f"Subject: x\nDate: {date}\n\nOne.")[0].shown.dates.published
    assert (told and told.value) == value


# --- what is no message --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"", b"The ferry sails.\n\nTwo.\n", b"\x00\xff" * 50, b"%PDF-1.4\n", b"<html><p>One.</p></html>"]
)
def test_what_has_no_headers_is_no_message(data):
    (found,) = read(data)
    assert is_wrong(found, "x.eml", "is no message")
    assert is_wrong(page_of_mhtml(data, "x"), "x", "is no message")


@pytest.mark.parametrize(
    "data",
    [
        "Subject: x\n\n",
        "Subject: x\nContent-Type: image/png\n\nx",
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b--\n",
        "Subject: x\nContent-Type: multipart/mixed\n\nOne.\n",
        "Subject: x\nContent-Type: multipart/alternative; boundary=b\n\n--c\n\nOne.\n",
        "Subject: x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n====\n",
    ],
)
def test_a_message_without_a_text_is_an_error(data):
    (found,) = read(data)
    assert is_wrong(found, "x.eml", "the message has no text")


def test_more_parts_than_any_message_has_are_an_error_before_they_cost_time():
    heads = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(MOST_BRANCHES + 1))
    (found,) = read(f"Subject: x\n{heads}\nOne.\n")
    assert is_wrong(found, "x.eml", "parts within parts")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_more_boundaries_than_any_message_has_are_an_error_before_they_become_parts(end):
    head = f"Subject: x{end}Content-Type: multipart/mixed; boundary=b{end}{end}"
    (found,) = read(head + f"--b{end}" * (MOST_BOUNDARIES + 1))
    assert is_wrong(found, "x.eml", f"more than {MOST_BOUNDARIES} lines that begin with --")
    (found,) = read(head + f"--b{end}{end}{FERRY}{end}" + f"--b{end}" * (MOST_BOUNDARIES - 1))
    assert written(found) == FERRY


def test_a_header_of_a_megabyte_costs_no_time():
    start = time.perf_counter()
    read(f"From: {'a,' * 500_000}\nSubject: {'=?utf-8?q?x?= ' * 80_000}\n\nOne.")
    assert time.perf_counter() - start < 5


marks = st.sampled_from(
    [
        b"Subject: ",
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"Content-Type: multipart/related; start=",
        b'Content-Type: multipart/alternative; boundary="b\n',
        b"Content-Type: text/html; charset=",
        b"Content-Type: message/rfc822\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Disposition: attachment; filename*=utf-8''",
        b"From: <Saved by Blink>\n",
        *(b"\n\n", b"--b\n", b"--b--", b"=?utf-8?", b"\xff", b"\x00"),
    ]
)


@given(st.lists(marks | st.binary(max_size=12), max_size=25).map(b"".join))
def test_any_bytes_are_inputs_or_errors_with_names(data):
    found = [*read(data), *read(b"Subject: x\n" + data), page_of_mhtml(b"Subject: x\n" + data, "x.eml")]
    for each in found:
        assert each.name.startswith("x.eml")
        assert isinstance(each, Given | Page | InputError)
        assert not isinstance(each, InputError) or (each.message and each.hint)
        assert not isinstance(each, Given) or (each.text.strip() and "\x00" not in each.text)


# --- saved pages ---------------------------------------------------------------------------------------------------------

SAVED = "https://www.holmpost.example/2026/ferry?a=1"


def mhtml(*parts, sender="<Saved by Blink>", root='type="text/html"', more=""):
    """A page as a browser saves it: (headers, bytes) of each part."""
    head = f"From: {sender}\r\nSubject: Ferry sails\r\nDate: {DATE}\r\nMIME-Version: 1.0\r\n{more}"
    head += f'Content-Type: multipart/related;\r\n\t{root};\r\n\tboundary="----b"\r\n\r\n\r\n'
    body = b"".join(f"------b\r\n{lines}\r\n\r\n".encode() + data + b"\r\n" for lines, data in parts)
    return head.encode() + body + b"------b--\r\n"


def test_a_page_saved_by_chrome_has_its_address_and_when_it_was_saved_which_is_no_publication():
    page = HTML.replace("<h1>", '<iframe src="cid:frame-2@mhtml.blink"></iframe><h1 class="a">')
    data = mhtml(
        ("Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
         f"Content-Location: {SAVED}", quopri.encodestring(page.encode())),
        ("Content-Type: text/html\r\nContent-ID: <frame-2@mhtml.blink>", b"<p>An advertisement.</p>"),
        ("Content-Type: text/css", b"p {}"),
        more=f"Snapshot-Content-Location: {SAVED}\r\n",
    )  # fmt: skip
    found = page_of_mhtml(data, "x.mhtml")
    assert (found.name, found.url, found.data.decode().strip()) == ("x.mhtml", SAVED, page)
    assert (found.shown.title, found.shown.outlet, found.shown.dates.published) == ("Ferry sails", None, None)
    assert found.shown.dates.captured == ArticleDate("2026-03-12T09:30:00+01:00", "second", "meta", "+01:00")
    assert read(data, "x.mhtml") == [found]


@pytest.mark.parametrize("sender", ["<Saved by Windows Internet Explorer 8>", "<Saved by UnMHT>", '"Saved by WebKit" <>'])
def test_a_page_saved_by_an_older_browser_is_told_by_its_sender(sender):
    part = 'Content-Type: text/html;\r\n\tcharset="windows-1252"\r\nContent-Transfer-Encoding: base64\r\n'
    part += f"Content-Location: {SAVED}"
    data = mhtml((part, base64.encodebytes(b"<p>Zo\xeb</p>")), ("Content-Type: image/gif", b"GIF8"), sender=sender)
    (found,) = read(data, "x.mht")
    assert (found.url, found.data, found.charset) == (SAVED, b"<p>Zo\xeb</p>", "windows-1252")


def test_the_root_is_the_part_that_start_names():
    parts = [
        ("Content-Type: text/html\r\nContent-ID: <a@b>", b"<p>Frame.</p>"),
        ("Content-Type: text/html\r\nContent-ID: <c@d>", b"<p>Page.</p>"),
    ]
    for start in ('start="<c@d>"', "start=c@d"):
        assert page_of_mhtml(mhtml(*parts, root=f"type=text/html; {start}"), "x").data.strip() == b"<p>Page.</p>"
    for start in ('start="<no@d>"', "type=text/html"):
        assert page_of_mhtml(mhtml(*parts, root=start), "x").data.strip() == b"<p>Frame.</p>"


def test_the_first_page_is_the_root_when_a_picture_stands_before_it():
    parts = [("Content-Type: image/png", b"x"), ("Content-Type: application/xhtml+xml", b"<p>Page.</p>")]
    assert page_of_mhtml(mhtml(*parts), "x").data.strip() == b"<p>Page.</p>"


def test_an_address_that_was_folded_is_whole_and_one_of_a_disk_is_none():
    for place, url in ((SAVED[:30] + "\r\n " + SAVED[30:], SAVED), ("file:///C:/ferry.htm", None)):
        data = mhtml((f"Content-Type: text/html\r\nContent-Location: {place}", b"<p>Page.</p>"))
        assert page_of_mhtml(data, "x").url == url


def test_a_page_of_one_part_is_read_too():
    data = f"From: <Saved by Blink>\nContent-Type: text/html\nContent-Location: {SAVED}\n\n<p>Page.</p>\n".encode()
    assert page_of_mhtml(data, "x").url == SAVED


def test_an_archive_without_a_page_is_an_error():
    assert is_wrong(page_of_mhtml(mhtml(("Content-Type: image/png", b"x")), "x"), "x", "no page is in the file")
    assert is_wrong(page_of_mhtml(mhtml(), "x"), "x", "no page is in the file")
