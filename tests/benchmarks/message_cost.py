"""What the dearest messages cost the one thread, beside an ordinary one.

Everybody waits while a message is read and answered, so none may take long, whatever it is made
of. The embedded set is used; the first run fits a model to it.

    python -m tests.benchmarks.message_cost [FOLDER]
"""

import sys
import tempfile
import time
from pathlib import Path

from bot.conversation.reading import LONGEST_TEXT
from bot.conversation.respond import Conversation
from recommender import Places, Store, open_recommender
from recommender.model import Parameters
from recommender.refit import refit
from tests.planted import Talker

ORDINARY = ("watched heat last night, 4.5", "recommend for me", "who directed heat?", "more")
TRIES = 5


def dear(titles: list[str]) -> dict[str, str]:
    """Messages made to be dear, each as long as one may be."""
    listed = ", ".join(titles)
    pieces = (
        *"& a the and 1 4.5 (1995) thriller monday alien not ' ( - ? 🎬 ★ tom+hanks".split(),
        *"the+90s last+night+in+the like+alien+and heat+4+stars+yesterday+".split(),
    )
    repeated = {piece: f"{piece} ".replace("+", " ") * LONGEST_TEXT for piece in pieces}
    return {
        "similar to many": "similar to " + " and ".join(titles),
        "/similar many": f"/similar {listed}",
        "saw many": f"saw {listed}",
        "/watched many": f"/watched {listed}",
        "signs": "&" * LONGEST_TEXT,
        **repeated,
    }


def cost_ms(core: Conversation, text: str, person: int) -> float:
    """The least time of some tries, each of somebody new."""
    best = float("inf")
    for number in range(TRIES):
        talker = Talker(core, "Ana", 1000 * person + number)
        began = time.perf_counter()
        talker.say(text)
        best = min(best, time.perf_counter() - began)
    return 1000 * best


def main() -> None:
    """Print the cost of each kind of message, the dearest first."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else Path(tempfile.mkdtemp())
    places = Places.of(folder, None)
    if not (places.models / "CURRENT").exists():
        refit(places, Parameters.default(), out=places.models, gated=False)
    core = Conversation(open_recommender(places, Store.in_memory()))
    titles = [film.title for film in list(core.recommender.catalogue)[:4000:13]]
    usual = [cost_ms(core, text, person) for person, text in enumerate(ORDINARY, start=1)]
    ordinary = sorted(usual)[len(usual) // 2]
    print(f"an ordinary message: {ordinary:.1f} ms")
    costs = {
        name: cost_ms(core, text[:LONGEST_TEXT], person)
        for person, (name, text) in enumerate(dear(titles).items(), start=10)
    }
    for name, cost in sorted(costs.items(), key=lambda one: -one[1]):
        print(f"{name:24} {cost:7.1f} ms  {cost / ordinary:5.1f} times")


if __name__ == "__main__":
    main()
