"""Hand-written pages that fool a reader, each with what a careful desk officer reads from it."""
