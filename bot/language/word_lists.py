"""Lists of words, written as running text so that they can be read."""


def any_of(text: str) -> frozenset[str]:
    """The words of a text, for asking whether a word is one of them."""
    return frozenset(text.split())


def in_order(text: str) -> tuple[str, ...]:
    """The words of a text in their order."""
    return tuple(text.split())
