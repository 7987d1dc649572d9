"""A bench for reading: made-up pages whose truth is known, and how well they are read.

Everything but `score` is kept apart from the reader: the pages are written without its words.
"""
