"""Changes -> digest -> message in the reader's language -> delivered.

Knows how news is worded, laid out and handed to a mail server. Knows no database: the changes, the
reader's language and the addresses of the review site are given, and so is what to do next when a
delivery fails.
"""
