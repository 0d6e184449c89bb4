"""Immutable values and pure functions: everything the product means, with the standard library only."""
