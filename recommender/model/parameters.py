"""The parameters of a fit, as one frozen value."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

ConfidenceRule: TypeAlias = Literal["taste", "stars"]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Settings of a fit and of the fold-in that goes with it.

    They travel inside every snapshot, because a viewer must be folded in by the rule
    that the item factors were fitted with.
    """

    factors: int = 96
    """Latent dimensions; multiples of 16 are fastest."""
    regularization: float = 10.0
    """Ridge penalty on user and item factors, for a set of `reference_size`."""
    iterations: int = 10
    """Sweeps over users and items from a cold start."""
    random_state: int = 1
    confidence_rule: ConfidenceRule = "taste"
    """How a rating becomes a confidence: see `confidence`."""
    item_exponent: float = 0.2
    """Confidence is divided by (raters of the film) ** item_exponent."""
    user_exponent: float = 0.4
    """Confidence is divided by (films of the viewer) ** user_exponent."""
    half_life: float | None = 6.0
    """A film weighs half once so many newer ones were logged; None ages nothing: see `recency`."""
    head_items: int = 2000
    """Most-watched films that the item-item part covers; 0 leaves it out."""
    head_regularization: float = 120.0
    """Ridge penalty of the item-item part, for a set of `reference_size`."""
    head_window: int = 30
    """Films of one stretch of a history, within which the item-item part looks twice; 0 takes
    histories whole only."""
    head_weight: float = 1.2
    """What the item-item part is multiplied by in a score."""
    prior_weight: float = 2.0
    """What popularity is multiplied by in a score, over `prior_films` plus films known of."""
    prior_films: float = 5.0
    reference_size: int | None = 100_000
    """Interactions at which both penalties are as given. They grow with the square root of the
    size, as the singular values of a matrix do; None leaves them as given."""

    @classmethod
    def default(cls) -> "Parameters":
        """The settings that serve people, chosen on the embedded set of 2016 only."""
        return cls()

    @classmethod
    def seed(cls) -> "Parameters":
        """The well-known tutorial's settings: ratings as confidence, and nothing else.

        The tutorial drew a fresh random state on each run; five tried gave eight or nine of the
        nine films that it lists for Forrest Gump, and ours, 1, gives nine.
        """
        return cls(
            factors=50,
            regularization=0.01,
            iterations=15,
            confidence_rule="stars",
            item_exponent=0.0,
            user_exponent=0.0,
            half_life=None,
            head_items=0,
            prior_weight=0.0,
            reference_size=None,
        )

    def growth(self, size: int) -> float:
        """What both penalties are multiplied by for a set of `size` interactions."""
        if self.reference_size is None:
            return 1.0
        return float((max(size, 1) / self.reference_size) ** 0.5)
