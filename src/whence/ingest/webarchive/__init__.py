"""Web archives (WARC, ARC, WACZ) -> their pages, and the texts of WET files, one after the other.

unpack   gzip, deflate, Zstandard, Brotli: a piece at a time, within limits
stored   the bytes of the file -> plain bytes, and where packed members begin and end; damaged members are passed
tape     the plain bytes as a window that moves forward
headers  "Name: value" lines
records  the window -> records; what cannot be read is told, and the next record looked for
reply    the HTTP reply in a record -> status, type, body
pages    a record -> a page
wacz     the archives within a WACZ

The records are read by our own code, not by warcio's iterator: that ends at the first damaged member and at a record without
Content-Length.  The tests hold the two against each other.
"""

from whence.ingest.webarchive.pages import pages_of_warc
from whence.ingest.webarchive.wacz import pages_of_wacz

__all__ = ["pages_of_wacz", "pages_of_warc"]
