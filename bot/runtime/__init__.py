"""What keeps the bot running: configuration, the worker thread, the refit schedule."""
