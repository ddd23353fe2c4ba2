"""The conversation: what people say, what is answered, and where it is said."""
