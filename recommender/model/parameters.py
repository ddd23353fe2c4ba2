"""The parameters of a fit, as one frozen value, and how some of them follow the size of the set.

The rule, with n interactions for each 100,000:

    factors               96 n^(1/7), in steps of 16 from 64 to 128
    regularization        9 n^0.4
    head_regularization   80 n^0.5

It was learned on MovieLens' set of 2016 (the 80,000 ratings of four fifths of its people) and on
subsamples of the people of ML-1M without ratings and times, each time for viewers held out.
NDCG@10 of random histories, factors alone, by penalty (nearest to the rule's own in brackets):

    interactions  factors  penalty 4     6      8     9     12      14     17     20     38
    80,000 (2016)    96      .373   .376        [.380]  .377
    74,000           96                   [.403]        .403           .373
    222,000          96                    .423        [.428]          .423
    741,000         128                                         .444   .448  [.452]  .411

With the item-item part beside them the curves are flatter (.390, .391, .393, .390 on 2016; .456 to
.459 from 10 to 20 on 741,000), and steep only where the penalty is too large. 64 and 96 factors are
level on 80,000 (.392, .393), 96 and 128 on 74,000 and 222,000 (.405, .405 and .429, .430). Half or
twice the item-item penalty costs .004 at most at each size.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

ConfidenceRule: TypeAlias = Literal["taste", "stars"]

REFERENCE_SIZE = 100_000
FACTORS, FACTOR_GROWTH = 96, 1 / 7
LEAST_FACTORS, MOST_FACTORS = 64, 128
PENALTY_GROWTH = 0.4
HEAD_PENALTY_GROWTH = 0.5


@dataclass(frozen=True, slots=True)
class Parameters:
    """Settings of a fit and of the fold-in that goes with it.

    They travel inside every snapshot, because a viewer must be folded in by the rule
    that the item factors were fitted with.
    """

    factors: int | None = None
    """Latent dimensions; multiples of 16 are fastest. None: as many as the set bears."""
    regularization: float = 9.0
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
    head_regularization: float = 80.0
    """Ridge penalty of the item-item part, for a set of `reference_size`."""
    head_exponent: float = 0.5
    """That penalty is in proportion to (weight of the film) ** head_exponent: what many people
    watched would else explain everything. 0 penalises all films alike."""
    head_window: int = 30
    """Films of one stretch of a history, within which the item-item part looks twice; 0 takes
    histories whole only."""
    head_weight: float = 1.2
    """What the item-item part is multiplied by in a score."""
    prior_weight: float = 2.0
    """What popularity is multiplied by in a score, over `prior_films` plus films known of."""
    prior_films: float = 5.0
    reference_size: int | None = REFERENCE_SIZE
    """Interactions at which both penalties are as given; None leaves them so at every size."""

    @classmethod
    def default(cls) -> "Parameters":
        """The settings that serve people."""
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

    def sized(self, n_interactions: int) -> "Sized":
        """What follows the size of a set of so many interactions."""
        factors = self.factors
        if factors is None:
            wide = FACTORS * (max(n_interactions, 1) / REFERENCE_SIZE) ** FACTOR_GROWTH
            factors = min(MOST_FACTORS, max(LEAST_FACTORS, 16 * round(wide / 16)))
        if self.reference_size is None:
            return Sized(factors, self.regularization, self.head_regularization)
        growth = max(n_interactions, 1) / self.reference_size
        return Sized(
            factors,
            self.regularization * growth**PENALTY_GROWTH,
            self.head_regularization * growth**HEAD_PENALTY_GROWTH,
        )


@dataclass(frozen=True, slots=True)
class Sized:
    """The settings that follow the size of the set, at one size."""

    factors: int
    regularization: float
    head_regularization: float
