"""Plays tests/transcripts/*.txt through the console's door: what people write, what they read.

Lines after "you> " are said, everything below is the answer, word for word; "# …" comments. With
WRITE_TRANSCRIPTS=1 the answers are written anew: read them aloud before you commit them.
"""

import os
from pathlib import Path

import pytest

from bot.console import PROMPT, Console, as_text, person_named
from bot.conversation.respond import Conversation
from recommender.storage import Store
from tests import planted
from tests.planted import NOW

TRANSCRIPTS = sorted((Path(__file__).parents[1] / "transcripts").glob("*.txt"))


def played(core: Conversation, written: str) -> str:
    console = Console(core.respond, person_named("ana"), now=lambda: NOW, session="transcript")
    lines: list[str] = []
    for line in written.splitlines():
        if line.startswith("#"):
            lines.append(line)
        elif line.startswith(PROMPT.rstrip()):
            answer = console.say(line.removeprefix(PROMPT.rstrip()).strip())
            lines += ["", line, *as_text(answer)]
    return "\n".join(lines).strip() + "\n"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_talk_goes_as_written(store: Store, path: Path) -> None:
    # An index of its own: a talk may add films.
    own = planted.recommender(store, index=planted.titles())
    core = Conversation(own, zone=planted.NOW.tzinfo)
    written = path.read_text(encoding="utf-8")
    now = played(core, written)
    if os.environ.get("WRITE_TRANSCRIPTS"):
        path.write_text(now, encoding="utf-8")
    assert now == written


def test_there_are_transcripts_to_play() -> None:
    assert len(TRANSCRIPTS) >= 5
