"""Text and buttons to intents; answers to words."""
