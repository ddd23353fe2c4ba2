"""The model: training it, keeping it, and asking it."""
