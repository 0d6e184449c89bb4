"""The use cases: everything the window and the commands do, without Qt and without SQL."""
