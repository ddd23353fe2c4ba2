"""A moment for hand-built updates."""

import datetime as dt

NOW = dt.datetime(2026, 5, 1, 20, 15, tzinfo=dt.UTC)
