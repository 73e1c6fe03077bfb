"""Tables from outside, read with suspicion: CSV, XLSX and JSON Lines in and out. Knows no Django and no record."""
