"""The only SQL of the project."""
