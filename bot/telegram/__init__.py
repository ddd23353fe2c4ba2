"""Telegram's edge: the only place that knows the messenger and its library."""

import os

# The library warns with every flood answer until one opts in to its coming type for seconds.
os.environ.setdefault("PTB_TIMEDELTA", "true")
