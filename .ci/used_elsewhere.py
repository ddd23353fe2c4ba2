"""Names that look unused to the dead-code check, each with the reason why it stays."""

# The library calls them.
exc_text, parse_json_payload, do_process_update, model_config, _tidy, elapsed_s, log_message  # noqa: B018
# Migrations run by being registered.
people_and_chats, watches_and_lists, shown_and_added, added_film_states  # noqa: B018
chats, cards, nights, inbox, topics_and_shown_cards, inbox_of_a_bot, blocked  # noqa: B018
# Read by name: rows as records, settings as fields.
ndcg_at_100, recall_at_20, liked_ndcg_at_10, liked_ndcg_at_100, liked_recall_at_20  # noqa: B018
KEYS, n_words, imdb_id, tmdb_id, DataclassInstance  # noqa: B018
# Used by the tests, which are not searched.
in_memory, recall_at_k, succeeded  # noqa: B018
# Wanted by what comes next: webhooks, links, time zones, pardons.
webhook_listen, webhook_secret, read_links, set_time_zone, time_zone, undismiss  # noqa: B018
# What the bot is told of films; it asks as the conversation learns to.
knows, films_with, films_about, films_of, films_from, films_after, web_pages  # noqa: B018
people, named, occurrences, site, url  # noqa: B018
# Read by zipfile.
compress_type  # noqa: B018
