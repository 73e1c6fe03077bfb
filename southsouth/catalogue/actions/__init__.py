"""The deeds of the catalogue."""
