"""Pages that change, and trouble on the way: is what is told true, and all of it?"""
