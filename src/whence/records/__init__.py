"""The frozen records that stages exchange.  Offsets are Unicode code points into the article's text, end exclusive."""
