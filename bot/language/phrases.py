"""Expressions made of phrases, so that they can be read as lists of what people say.

They are meant for `Clues.pattern`, whose words are set apart by single blanks.
"""

import re

FILM_NOUN = r"(?:movies?|films?|flicks?)"
POLITE = (
    r"(?:please|pls|plz|hey|hi|hello|ok|okay|so|and|but|oh|um|also|yes|yeah|no|nah|well|"
    r"(?:can|could|would|will) (?:you|u)|i (?:want|need|would like) to|i'd like to)"
)
"""What people say before they come to the point."""


def anywhere(*phrases: str) -> re.Pattern[str]:
    """One of the phrases anywhere in a message, as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")


def at_start(*phrases: str) -> re.Pattern[str]:
    """One of the phrases at the start, after at most three polite words."""
    return re.compile(rf"^[^\w]*(?:{POLITE}[ ,.!]+){{0,3}}(?:{'|'.join(phrases)})(?!\w)")


def all_of_it(*phrases: str) -> re.Pattern[str]:
    """One of the phrases as the whole message, polite words and punctuation aside."""
    return re.compile(
        rf"^[^\w]*(?:{POLITE}[ ,.!]+){{0,3}}(?:{'|'.join(phrases)})"
        r"(?:[ ,]+(?:please|pls|plz|then|now|thanks|instead))*[^\w]*$"
    )
