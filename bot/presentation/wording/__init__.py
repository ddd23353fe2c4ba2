"""Every sentence the bot says, and nothing else: one file for each thing it talks about."""
