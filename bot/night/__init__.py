"""Movie night as a pure state machine; `machine` holds the table of all its transitions."""
