"""Word lists and what they mean: data files with their sources, and the small functions that read them."""
