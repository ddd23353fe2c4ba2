"""From answers to what people see: words, keyboards, and what a pressed button means."""
