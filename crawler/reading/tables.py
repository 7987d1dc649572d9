"""The tables that reading works with, loaded once and kept while a process lives.

Register, names and words are some hundred thousand objects. Python's full collections of garbage
would look through them all again and again, in the middle of a page.
"""

from __future__ import annotations

import gc
from functools import cache

from missions.cue_words import sentence_words
from missions.field_words import field_words
from missions.lexicon import lexicon
from missions.places import place_names
from missions.recognise import recogniser
from missions.vocabulary import vocabulary


@cache
def keep_tables() -> None:
    """Load the tables, and take what the process holds by now out of garbage collection."""
    for load in (recogniser, vocabulary, field_words, sentence_words, lexicon, place_names):
        load()
    gc.collect()
    gc.freeze()
