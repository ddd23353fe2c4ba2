"""What the linear model sees: of a candidate for a film, and of a clause.

Features are strings. Training keeps those that occur often enough; reading looks them up.
"""

from collections.abc import Iterator, Sequence

from bot.understanding.context import Context
from bot.understanding.everyday import is_everyday, plainness_of
from bot.understanding.lattice import Candidate, Lattice

_SMALL = frozenset(
    ("the a an of and in on to for with at is my or from de la le les der die das el los").split()
)
_CHAIN = 3
"""Words beside a candidate among which a capital one is looked for."""
_I = frozenset({"i", "im", "ive", "id", "ill"})
_POPULARITY = (1, 3, 10, 30, 80)
_LENGTHS = (1, 2, 4, 7, 12, 25)
_SIDE = 8
"""Words on the left that count wherever they stand; two fewer on the right."""


def film_features(lattice: Lattice, one: Candidate) -> list[str]:
    """What speaks for and against a candidate: what it is, and what stands around it."""
    words = lattice.words
    inner = words[one.first : one.last]
    tellable = [word for word in inner if word.is_word]
    plain = int(plainness_of(inner))
    capitals = sum(word.is_capital for word in tellable)
    whole_capital = all(
        word.is_capital or word.text in _SMALL or word.text.isdecimal() for word in tellable
    )
    case = "C" if whole_capital else "c" if capitals else "l"
    cap = case + ("o" if inner[0].opens_sentence else "") + ("m" if lattice.cased else "")
    n = len(tellable)
    others = [
        other
        for other in lattice.candidates
        if other is not one and other.first < one.last and one.first < other.last
    ]
    longer = [o for o in others if o.first <= one.first and o.last >= one.last]
    crossing = any(
        o not in longer and not (o.first >= one.first and o.last <= one.last) for o in others
    )
    longest_plain = min(
        (
            int(plainness_of(words[o.first : o.last]))
            for o in others
            if o.last - o.first > one.last - one.first
        ),
        default=9,
    )
    kinds = "".join(sorted({t for t in lattice.tokens[one.first : one.last] if t and t != "_"}))
    chain = f"{_reaches(lattice, one.first - 1, -1)}{_reaches(lattice, one.last, 1)}"
    whole = one.first == 0 and one.last == len(words)
    nearly = len(words) - n <= 2
    shape = f"p{plain}n{min(n, 4)}"
    found = [
        "bias",
        f"cap{cap}",
        f"p{plain}cap{cap}",
        f"n{min(n, 5)}",
        shape,
        f"{shape}cap{cap}",
        f"whole{whole}p{plain}",
        f"nearly{nearly}p{plain}",
        f"longer{bool(longer)}",
        f"longest{longest_plain}",
        f"crossing{crossing}",
        f"kinds{kinds}",
        f"kinds{kinds}{cap}",
        f"chain{chain}",
        f"chain{chain}p{plain}",
        f"chain{chain}cap{cap}",
        f"lower{lattice.text.islower()}p{plain}",
    ]
    found += _of_index(one, plain, cap, shape)
    if plain:
        found.append("t=" + " ".join(word.text for word in inner))
    left = [lattice.token(one.first - step) for step in (1, 2, 3)]
    right = [lattice.token(one.last + step) for step in (0, 1, 2)]
    around = [
        f"l1={left[0]}",
        f"r1={right[0]}",
        f"l2={left[1]} {left[0]}",
        f"r2={right[0]} {right[1]}",
        f"l3={left[2]} {left[1]} {left[0]}",
        f"lr={left[0]}_{right[0]}",
        f"r3={right[0]} {right[1]} {right[2]}",
        f"l2r={left[1]} {left[0]}_{right[0]}",
        f"lr2={left[0]}_{right[0]} {right[1]}",
    ]
    found += around
    found += [f"p{plain}{feature}" for feature in around[:6]]
    found += [f"{case}p{plain}{feature}" for feature in around[:4]]
    found += [f"L~{lattice.token(at)}" for at in range(max(0, one.first - _SIDE), one.first)]
    ends = min(len(words), one.last + _SIDE - 2)
    found += [f"R~{lattice.token(at)}" for at in range(one.last, ends)]
    for side, at in (("l", one.first - 1), ("r", one.last)):
        if 0 <= at < len(words):
            word = words[at]
            kind = "P" if not word.is_word else "E" if is_everyday(word.text) else "U"
            capital = "C" if word.is_capital and not word.opens_sentence else "l"
            found += [f"{side}kind{kind}{capital}", f"{side}kind{kind}{capital}p{plain}"]
    return found


def _reaches(lattice: Lattice, at: int, step: int) -> str:
    """Whether a capital word follows on one side, over small words: "Pirates of the 20th …"."""
    for _ in range(_CHAIN):
        if not lattice.cased or not 0 <= at < len(lattice.words):
            return "-"
        word = lattice.words[at]
        if word.is_capital and word.text not in _I and not (word.opens_sentence and step > 0):
            return "O" if word.opens_sentence else "C"
        if word.text not in _SMALL:
            return "-"
        at += step
    return "-"


def _of_index(one: Candidate, plain: int, cap: str, shape: str) -> list[str]:
    occurrence = one.occurrence
    if occurrence is None:
        return ["guess", f"guess{cap}"]
    popularity = sum(occurrence.popularity >= step for step in _POPULARITY)
    kind = occurrence.kind.name
    return [
        f"pop{popularity}",
        f"{shape}pop{popularity}",
        f"pop{popularity}p{plain}{cap}",
        f"kind{kind}",
        f"kind{kind}p{plain}",
        f"exact{occurrence.exact}p{plain}",
        f"ordinary{occurrence.ordinary}",
        f"known{occurrence.well_known}p{plain}",
        f"lacking{not occurrence.films}",
    ]


def state_of(context: Context) -> str:
    """The state of a talk in one word: what a message may refer to."""
    if context.question is not None:
        return f"question:{context.question}"
    if context.last_film is not None:
        return "film+list" if context.listed else "film"
    return "list" if context.listed else "none"


def delexicalised(
    lattice: Lattice, films: Sequence[Candidate], first: int, last: int
) -> Iterator[str]:
    """The words of a clause, each film and each value as one token."""
    at = {one.first: one for one in films}
    place = first
    while place < last:
        one = at.get(place)
        if one is not None:
            yield "FILM"
            place = one.last
            continue
        token = lattice.tokens[place]
        if token != "_":
            yield token or lattice.words[place].text
        place += 1


def clause_features(tokens: Sequence[str], state: str) -> list[str]:
    """Word runs, beginnings of sentences, counts and the talk's state."""
    plain = [t for t in tokens if t[0].isalnum() or t == "?" or not t.isascii()]
    full = ["<s>", *plain, "</s>"]
    found: list[str] = []
    for place, token in enumerate(full):
        found.append(f"1:{token}")
        pair = full[place : place + 2]
        three = full[place : place + 3]
        if len(pair) > 1:
            found.append("2:" + " ".join(pair))
        if len(three) > 2:
            found += ["3:" + " ".join(three), f"g:{token} _ {three[2]}"]
    found.append("4:" + " ".join(full[:4]))
    found.append("5:" + " ".join(full[:5]))
    found += [
        feature
        for token in plain
        if not token.isupper() and len(token) > 3
        for feature in (f"pre:{token[:4]}", f"suf:{token[-3:]}")
    ]
    sentences = list(_sentences(tokens))
    for number, (words, end) in enumerate(sentences):
        found += [f"b1:{words[0]}", "b2:" + " ".join(words[:2]), "b3:" + " ".join(words[:3])]
        if end == "?":
            found += [f"q:{words[0]}", "q:" + " ".join(words[:2]), "q"]
        if number == len(sentences) - 1:
            found += [f"e1:{words[0]}", "e2:" + " ".join(words[:2]), "z2:" + " ".join(words[-2:])]
    films = tokens.count("FILM")
    length = sum(len(plain) > step for step in _LENGTHS)
    found += [
        f"length{length}",
        f"films{min(films, 3)}",
        f"films{min(films, 3)}length{length}",
        f"sentences{min(len(sentences), 4)}",
        f"state:{state}",
        f"state:{state} length{length}",
    ]
    if len(plain) <= 5:
        found += [f"state:{state} 1:{token}" for token in full]
        found.append(f"all:{' '.join(plain)}")
        found.append(f"state:{state} all:{' '.join(plain)}")
    return found


def _sentences(tokens: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    words: list[str] = []
    for token in tokens:
        if token in {".", "!", "?", ";", "…"}:
            if words:
                yield words, token
            words = []
        elif token[0].isalnum() or not token.isascii():
            words.append(token)
    if words:
        yield words, ""
