"""What a mission is, recognising its names, comparing two lists, judging whether to believe one.

Pure: nothing here reads a file at run time except the package's own data, opens a socket, or
knows a database. No other room is imported.
"""
