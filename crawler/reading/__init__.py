"""From bytes to listings and statements. Pure, and callable without Scrapy.

Nothing here depends on how a site is built: missions are recognised by what they are called, and
a list is found by the repetition of the places where they stand.
"""
