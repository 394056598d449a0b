"""The tagger: an article's passages, their words, and the links that the model finds in them."""
