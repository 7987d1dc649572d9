"""The sources that come with the product."""

from __future__ import annotations

from crawler.profile import SourceProfile
from crawler.spiders import belgium, eeas, nato, osce, un


def built_in_profiles() -> dict[str, SourceProfile]:
    """Return the built-in sources by id, in the order in which they are shown."""
    modules = (belgium, un, nato, eeas, osce)
    return {module.PROFILE.id: module.PROFILE for module in modules}
