"""The page of a trace: numbers first (metrics, axis, layout), then the drawing (svg) and the words around it (html)."""
