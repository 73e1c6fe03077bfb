"""Lists as files: CSV, spreadsheets, JSON."""
