"""Films: MovieLens folders, the embedded small set, downloads, and films that people add."""
