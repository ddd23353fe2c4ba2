"""From words to intents: what a message asks, of which films, with which stars, days and wishes."""
