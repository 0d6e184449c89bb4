"""Streams to records and back: one module per format, one table of them in registry.py."""
