"""Pages by people who had seen neither the reader nor the pages it was made with."""
