"""Dépêche: annotate French news dispatches."""

__version__ = "0.1.0"
