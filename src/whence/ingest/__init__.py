"""From what a user has to an article: files and records to inputs, inputs to blocks."""
