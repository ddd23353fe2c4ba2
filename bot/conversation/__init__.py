"""respond(): one message in, the answer out."""
