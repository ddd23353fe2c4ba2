"""What was done for somebody who was not answered, to be told in one sentence at the end."""

from dataclasses import dataclass

from bot.intents import No, Undo
from bot.replies import Answer, Button
from bot.telegram.updates import Place


@dataclass(slots=True)
class Tally:
    """Counts of messages."""

    place: Place
    """Where the sentence goes."""
    done: int = 0
    """Those that changed something, which can be taken back."""
    open: int = 0
    """Those that led to a question, such as which film is meant."""

    def count(self, answer: Answer) -> None:
        """Add a message that was not answered."""
        presses = [
            button.press
            for reply in answer.replies
            for row in reply.buttons
            for button in row
            if isinstance(button, Button)
        ]
        self.done += any(isinstance(press, Undo) for press in presses)
        self.open += any(isinstance(press, No) for press in presses)

    def __bool__(self) -> bool:
        return self.done + self.open > 0
