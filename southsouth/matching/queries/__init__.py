"""Reads of matching: rows into engine values, what is stale, how good matching is."""
