"""Small whole pages as the watched kinds of sites print them, with all that stands around a list.

Markup and text are of our own writing. `sites` holds what a site prints around every page, `pages`
what one page says; the modules here say what a careful desk officer reads from them.
"""
