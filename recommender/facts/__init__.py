"""What is known of films besides titles: people, subjects, studios, and films MovieLens lacks."""

from recommender.facts.features import FilmFeatures, film_features
from recommender.facts.film_facts import Facts, FilmFacts, Role
from recommender.facts.links import WebPage
from recommender.facts.moods import Mood, moods
from recommender.facts.people import People, Person, PersonPlace
from recommender.facts.telling_apart import told_apart
from recommender.facts.vocabulary import Vocabulary, vocabulary

__all__ = [
    "Facts",
    "FilmFacts",
    "FilmFeatures",
    "Mood",
    "People",
    "Person",
    "PersonPlace",
    "Role",
    "Vocabulary",
    "WebPage",
    "film_features",
    "moods",
    "told_apart",
    "vocabulary",
]
