"""spaCy: the only place that knows it, imported inside functions only."""
