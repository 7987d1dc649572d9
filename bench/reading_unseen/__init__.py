"""Pages as other web teams would have built them, with their truth: a second, independent body."""

from bench.reading_unseen.generate import pages
from bench.reading_unseen.shape import Expected, GeneratedPage

__all__ = ["Expected", "GeneratedPage", "pages"]
