"""Measuring models: the gate, and held-out quality beside the baselines."""
