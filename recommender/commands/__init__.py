"""The command line of the recommender: one file for each family of commands."""
