"""Engines: pure Python over plain values. No Django, no clock, no unseeded randomness."""
