"""Building the file of film facts from Wikipedia's lists of American films."""
