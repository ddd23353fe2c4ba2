"""The Telegram bot: understands messages, answers them, and runs on Telegram or a terminal."""
