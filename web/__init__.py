"""The review site: what changed, what the sources list, how they are doing.

Server-rendered pages that only read, but for the one thing a reader may do without an account:
unsubscribe. Knows no rule about changes; it shows what `watch` and the store give.
"""
