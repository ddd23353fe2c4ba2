import pytest

from tests.bot.language.reading import named

CHAT = [
    ("I loved Fargo and Heat, any other thrillers?", ["Fargo (1996)", "Heat (1995)"]),
    ("My favorite is probably Pulp Fiction or maybe Juno.", ["Pulp Fiction (1994)", "Juno (2007)"]),
    ("I really like Will Ferrell, so Step Brothers is great", ["Step Brothers (2008)"]),
    ("I think The Dark Knight was better than Batman", ["The Dark Knight (2008)", "Batman (1989)"]),
    ("You might like Whiplash!", ["Whiplash (2014)"]),
    (
        "Not into Adam Sandler but 10 Things I Hate About You was cute",
        ["10 Things I Hate About You (1999)"],
    ),
    ("anything by Christopher Nolan, especially Inception", ["Inception (2010)"]),
    (
        "Blade Runner 2049 and Arrival by Denis Villeneuve",
        ["Blade Runner 2049 (2017)", "Arrival (2016)"],
    ),
    ("Oh and Memento!", ["Memento (2000)"]),
    ("my son loves Paddington", ["Paddington (2014)"]),
    ("Up made me cry so hard", ["Up (2009)"]),
    ("Her is such a sad film", ["Her (2013)"]),
    ("Big with Tom Hanks is a classic", ["Big (1988)"]),
    ("Yeah, Tom Hanks is great in Big", ["Big (1988)"]),
    ("I loved him in Gladiator", ["Gladiator (2000)"]),
    ("Meg Ryan in When Harry Met Sally", ["When Harry Met Sally... (1989)"]),
    ("Pixar's Coco made me cry", ["Coco (2017)"]),
    ("Disney's Frozen", ["Frozen (2013)"]),
    ("Gladiator, Casablanca, 300", ["Gladiator (2000)", "Casablanca (1942)", "300 (2007)"]),
    ("I saw Saw", ["Saw (2004)"]),
    ("The Departed. Have you seen it?", ["The Departed (2006)"]),
    ("I saw Casablanca on Netflix with my girlfriend", ["Casablanca (1942)"]),
    ("Last Friday we saw Jaws at an outdoor cinema", ["Jaws (1975)"]),
    ("I want to watch It tonight", ["It (1990)"]),
    ("if you want another one it can also be It", ["It (1990)"]),
    ("I can't stand Twilight", ["Twilight (2008)"]),
    ("I watched \"Heat\" and then 'Drive'", ["Heat (1995)", "Drive (2011)"]),
    ("“Up” is my favourite", ["Up (2009)"]),
    ("the first Matrix was great", ["The Matrix (1999)"]),
    ("list the batman movies", ["Batman (1989)"]),
    ("Wait, Heat?! Really?", ["Heat (1995)"]),
]

SMALL_LETTERS = [
    ("spider man", ["Spider-Man (2002)"]),
    ("SPIDER-MAN", ["Spider-Man (2002)"]),
    ("the empire strikes back", ["Star Wars: Episode V - The Empire Strikes Back (1980)"]),
    ("harry potter 2", ["Harry Potter and the Chamber of Secrets (2002)"]),
    ("the second godfather", ["The Godfather: Part II (1974)"]),
    ("oceans eleven", ["Ocean's Eleven (2001)"]),
    ("ocean's 11", ["Ocean's Eleven (2001)"]),
    ("et", ["E.T. the Extra-Terrestrial (1982)"]),
    ("wall e", ["WALL·E (2008)"]),
    ("500 days of summer", ["(500) Days of Summer (2009)"]),
    ("ten things i hate about you", ["10 Things I Hate About You (1999)"]),
    ("twelve angry men", ["12 Angry Men (1957)"]),
    ("mad max fury road", ["Mad Max: Fury Road (2015)"]),
    ("heat 1995", ["Heat (1995)"]),
    ("the 1995 heat", ["Heat (1995)"]),
    ("psycho from 1998", ["Psycho (1998)"]),
    ("the 1998 version of psycho", ["Psycho (1998)"]),
    ("forest gump", ["Forrest Gump (1994)"]),
    ("watched intersteller last night", ["Interstellar (2014)"]),
]

OTHER_LANGUAGES = [
    ("amelie", ["Amelie (2001)"]),
    ("Amélie", ["Amelie (2001)"]),
    ("watched la vita è bella", ["Life Is Beautiful (1997)"]),
    ("cidade de deus 5/5", ["City of God (2002)"]),
    ("sen to chihiro", ["Spirited Away (2001)"]),
    ("wo hu cang long", ["Crouching Tiger, Hidden Dragon (2000)"]),
]

QUESTIONS = [
    ("who directed true stories", ["True Stories (1986)"]),
    ("who directed the japanese film versus", ["Versus (2000)"]),
    ("was john travolta involved in the production of wall e", ["WALL·E (2008)"]),
    ("what was the name of the girl in juno", ["Juno (2007)"]),
    ("who was the cast of the sixth sense", ["The Sixth Sense (1999)"]),
    ("in what movie did michael keaton play batman", ["Batman (1989)"]),
    ("show blogs regarding superbad", ["Superbad (2007)"]),
    ("how was robin williams in good will hunting", ["Good Will Hunting (1997)"]),
    ("did they make a movie of 8 mile", ["8 Mile (2002)"]),
    ("when was the original psycho made", ["Psycho (1960)"]),
    ("what rating did the sixth sense receive", ["The Sixth Sense (1999)"]),
    ("who starred alongside russell crowe in gladiator", ["Gladiator (2000)"]),
    ("what language is amelie in", ["Amelie (2001)"]),
    ("what genre does seven fall under", ["Seven (1995)"]),
    ("did ridley scott direct alien", ["Alien (1979)"]),
    ("what did roger ebert say about signs", ["Signs (2002)"]),
    ("who plays batman in the dark knight", ["The Dark Knight (2008)"]),
    ("give me a synopsis for memento", ["Memento (2000)"]),
    ("how many movies are in the saw franchise", ["Saw (2004)"]),
    ("is the ring based on a japanese movie", ["the ring??"]),
    ("does netflix have the notebook", ["The Notebook (2004)"]),
    ("what was the tagline for alien", ["Alien (1979)"]),
]


@pytest.mark.parametrize(("text", "films"), [*CHAT, *SMALL_LETTERS, *OTHER_LANGUAGES, *QUESTIONS])
def test_films_are_found_in_running_text(reads, text, films):
    assert named(reads(text)) == films


UNKNOWN = [
    ("watched oppenheimer last night", ["oppenheimer??"]),
    ("Watched Marriage Story last night", ["Marriage Story??"]),
    ("My partner and I saw Marriage Story on Netflix", ["Marriage Story??"]),
    ("The last movie I watched was Avengers Endgame", ["Avengers Endgame??"]),
    ("avengers endgame 9/10", ["avengers endgame??"]),
    ("watched dune part two yesterday", ["dune part two??"]),
    ("toy story 4 was ok", ["toy story 4??"]),
    ("watched frozen 2 with my daughter", ["frozen 2??"]),
    ("watched john wick chapter 4", ["john wick chapter 4??"]),
    ("who directed the movie the longshots", ["the longshots??"]),
    ("is there a movie called the last don", ["the last don??"]),
    ("what is the movie planet hulk about", ["planet hulk??"]),
    ("when did natural selection premiere", ["natural selection??"]),
    ("run a trailer for journey back to oz", ["journey back to oz??"]),
    ("find Italy Has Awakened at a Goodrich Quality Theaters", ["Italy Has Awakened??"]),
    ("closest movie theatre with No Time for Sergeants", ["No Time for Sergeants??"]),
    ("the movie vampire in brooklyn", ["vampire in brooklyn??"]),
    ("similar to game of thrones", ["game of thrones??"]),
    ("something like the office", ["the office??"]),
    ("have you seen “The Zone of Interest”?", ["The Zone of Interest??"]),
]


@pytest.mark.parametrize(("text", "films"), UNKNOWN)
def test_a_film_that_the_catalogue_lacks_is_seen_as_one_and_not_found(reads, text, films):
    assert named(reads(text)) == films


RATED_BOOKS = [
    "rate The Adventures of Augie March one points",
    "Rate In the Company of Cheerful Ladies a zero out of 6",
    "Give zero stars to Rhialto the Marvellous",
    "rate the book Emma 4 of 6",
]


@pytest.mark.parametrize("text", RATED_BOOKS)
def test_books_are_rated_too_and_are_no_films(reads, text):
    understood = reads(text)
    assert understood.intent.kind == "rate"
    assert named(understood) == []


def test_the_surface_is_the_name_alone(reads):
    def surfaces(text: str) -> list[str]:
        return [mention.surface for mention in reads(text).mentions]

    assert surfaces("watched Heat (1995) last night") == ["Heat"]
    assert surfaces("the first Superman movie") == ["Superman"]
    assert surfaces("I watched “Up”!") == ["Up"]
    assert surfaces("saw the Ant Man movie") == ["Ant Man"]


def test_the_persons_own_films_decide_between_namesakes(reads):
    (mention,) = reads("watched psycho again", seen=frozenset({2389})).mentions
    assert mention.movie_id == 2389
