"""The surroundings of the desk's tests."""

from tests.web.staging import no_engine, signed_in, words_only

__all__ = ["no_engine", "signed_in", "words_only"]
