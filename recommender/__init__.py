"""Films, tastes, rankings."""
