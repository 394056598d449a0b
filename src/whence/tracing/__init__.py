"""Many articles: which are copies of which, which statements make one claim, and on how many origins it rests."""
