"""Lists: for one viewer, of similar films, for a group, and why."""
