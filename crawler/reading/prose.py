"""Reading running text: this is where the rest of the room gets it from.

`sentences` finds the sentences and the missions they name, `clauses` what each clause says,
`participation` makes statements of it, `running_text` makes listings of it.
"""

from crawler.reading.participation import belgian_statements
from crawler.reading.running_text import listings_from_statements
from crawler.reading.sentences import (
    find_mentions_in,
    framework_in,
    framework_of,
    sentences_of,
)
from crawler.reading.told import running_text_listings

__all__ = [
    "belgian_statements",
    "find_mentions_in",
    "framework_in",
    "framework_of",
    "listings_from_statements",
    "running_text_listings",
    "sentences_of",
]
