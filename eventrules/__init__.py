"""Typed, dated events from news text, by hand-written grammars."""

from eventrules.extractor import Extractor

__all__ = ["Extractor"]
