"""What people ask for: films for them, films by attribute, facts about one film."""

import re

from bot.intents import AddFilm, Intent, Other, Recommend, Search
from bot.language.clues import Clues, F, letters_beside_films
from bot.language.genres import genre_wishes
from bot.language.phrases import FILM_NOUN, all_of_it, anywhere, at_start
from bot.language.years import year_wishes

_SUGGEST = r"(?:rec{1,2}om{1,2}[aei]?nd\w*|recs?|sugg?est(?:ions?|s|ed)?)"
_GOOD = r"(?:good|great|other|new|decent|nice|cool|random|different|fun)"
_RECOMMEND = anywhere(
    _SUGGEST,
    r"advise|propose|surprise me|i'?m bored|i am bored|im bored|bored",
    r"(?:pick|choose) (?:me )?(?:a|one|something)",
    r"what (?:should|shall|can|could|do|to|would|else (?:should|can|could)) ?(?:i|you|"
    r"me)? ?(?:watch|see|recommend|suggest|have|put on)",
    r"what'?s (?:good|worth watching|a good)",
    r"help(?:ing)? (?:me )?(?:to )?(?:find|finding|pick|picking|choose|choosing) (?:a|some)",
    r"something|anything|somethin|smth|sth|what to watch",
    rf"(?:find|give|show|get|gimme|hit) (?:me )?(?:a |some |another |any |"
    rf"with )?(?:\w+ )?(?:{FILM_NOUN}|ones?|something)",
    r"(?:looking|search(?:ing)?|hunting) (?:for|to)",
    r"in the mood",
    r"(?:want|need|like|love|wanna) (?:to )?(?:watch|see|find)",
    r"(?:want|need|fancy|gimme|give me) (?:a|an|some|something|anything)",
    r"(?:do|did|would|have|got) (?:you|u|ya)? ?(?:got|have|know|any)",
    r"(?:is|are) there (?:any|a|an|some|other|more)",
    rf"(?:any|got|have) (?:any )?(?:{_GOOD}|ideas?|tips?|{FILM_NOUN})",
    r"(?:movie|film) for (?:tonight|today|me|my)|watch tonight|next (?:movie|film)",
)
_SUGGESTS = anywhere(_SUGGEST, r"looking for")
_EXCEPT = anywhere(rf"(?:besides|except(?: for)?|other than|apart from|but not|aside from|not) {F}")
_PLANS = anywhere(
    r"i (?:can |would |could |do |also )?(?:rec{1,2}om{1,2}end(?:er|ed)?|suggest)",
    r"your (?:\w+ )?(?:recommendations?|suggestions?)",
    r"i (?:think )?(?:i )?(?:will|'ll|am going to|should|might|can) (?:\w+ )?(?:try|watch|check|"
    r"start|see|plan)",
    r"i'?ll (?:\w+ )?(?:try|watch|check|start|see)",
    r"have (?:you|u) (?:seen|watched)|if (?:you|u) recommend",
    r"(?:you should|you must|you have to|you need to) (?:\w+ )?(?:see|watch|check)",
)
_OF_PEOPLE = anywhere(
    r"directed by|starring|staring|stars?|featuring|actors?|actress|director|(?:made|written|"
    r"produced) by|acted|played",
    r"rated (?:r|pg|g)|pg",
    rf"{FILM_NOUN} (?:with|by|of|from) (?!my |the |a |your |our |some)\w+ \w+$|with (?!some|any|"
    rf"a |the |my |your |me |her |him |"
    rf"us |them |no |more |less |lots )[a-z]+ [a-z]+$",
    r"[a-z]+ [a-z]+ (?:comedy|movies?|films?|thriller|drama) from",
)
_FILMS_OF = all_of_it(
    rf"(?:\w+ )?{FILM_NOUN} (?:with|by|starring|directed by|featuring) \w+(?: \w+)?"
)
_WHAT_FILM = anywhere(rf"(?:what|which) (?:[\w']+ ){{0,6}}{FILM_NOUN}")
_WAS = anywhere(r"was|is|were|are|did|does|starred|acted|played|directed|in")
_OF_THE_BOT = anywhere(
    r"(?:do|did|are|what's|is) (?:you|u|your)(?: \w+)? (?:like|love|prefer|looking for|favou?rite)",
    r"do you have (?:a|any) favou?rite",
    r"your favou?rite",
)
"""Asks the bot for its own taste, or says what the bot should say."""
_BY_ATTRIBUTE = anywhere(
    rf"(?:looking for|find|find me|show me|list|name|is there|are there) (?:[\w'-]+ ){{1,6}}?"
    rf"(?:{FILM_NOUN}|flicks?|comed(?:y|ies)|musicals?|dramas?|westerns?|thrillers?|horror) "
    r"(?:[\w'-]+ ){0,3}?(?:about|directed by|starring|rated|based on|where|"
    r"with (?:the )?(?:actor|actress)|with (?!my|the|a|an|some|lots|me|no|more|less)[a-z]+ [a-z]+|"
    r"from the (?:year|past|last))"
)
"""Asks for films by what they are about, or by who made them."""
_HAVE_YOU_SEEN = at_start(r"(?:have )?(?:you|u) (?:seen|watched)")
_SUGGEST_ONLY = anywhere(_SUGGEST)
_WAS_SOMEBODY = at_start(
    rf"(?:was|were|is|are|did|does|has|have) (?!there|any|you|it|this|that|these|those|we|i)"
    rf"[a-z]+ (?:[a-z]+ ){{1,3}}?(?:in|make|made|star|starred|play|played|act|acted|do|done|ever|"
    rf"direct|directed|write|wrote) (?:[\w']+ ){{0,5}}?{FILM_NOUN}"
)
"""A question about somebody's films: "was Humphrey Bogart in any thrillers"."""
_FIND = at_start(
    r"find|list|search|look up|lookup|show me|show|name|get me|tell me about|what|which|who|in what"
)
_CINEMA = anywhere(
    r"schedules?|show ?times?|timetables?|listings?|(?:movie|film) times?|(?:movie|cinema|"
    r"film) tickets?|movie house",
    r"theat(?:er|re)s?|cinemas?|cineplex|multiplex",
    r"(?:playing|showing) (?:at|near|close|in|nearby|around|today|tonight|now)",
    rf"{FILM_NOUN} (?:near ?by|near me|in the area|in the neighbou?rhood|around here)|close by",
)
_WENT = anywhere(
    r"(?:i|we) (?:\w+ )?(?:saw|watched|seen)",
    r"(?:did|have|had) (?:you|u) (?:\w+ )?(?:see|watch|seen|watched)",
)
_ASKS = at_start(
    r"(?:in |on |at )?(?:who|what|which|when|where|how|whose|why|whats|whos|wheres|(?:what|who|"
    r"where)'s)",
    r"(?:is|was|are|were|did|does|do|has|have|had|can|could|will|would|should)",
    r"(?:tell|show|find|list|name|play|run|search|look|get|give|read|pull|any|info|information|"
    r"details|trailer|about|"
    r"describe|explain|see|watch|stream)",
)
_FACTS = anywhere(
    r"info|information|details|trailers?|tickets?|reviews?|synopsis|plot|summary|cast|soundtrack",
    r"(?:buy|rent|order|stream|download|find) (?:\w+ ){0,3}",
)
"""Wanted of a film, however it is said."""
_SPEAKS = anywhere(
    r"(?:i|we|they|my|he|she|it) (?:\w+ )?(?:like|love|loved|liked|enjoy|enjoyed|recommend|"
    r"really|hate)"
)
_LOVES = r"(?:i|we)(?: [\w']+){0,2}? (?:like|love|enjoy|prefer)"
_LOVES_WHEN = anywhere(
    rf"{_LOVES} (?:it )?(?:when|stories|anything|everything|all kinds)",
    rf"{_LOVES} (?:(?!(?:that|this|the|your|these|those|both)(?!\w))[\w'-]+ ){{0,3}}{FILM_NOUN}",
)
_BARE_WISH = all_of_it(
    rf"(?:(?!(?:the|this|that|my|your|i|you|we|he|she|it|they|is|was|are|were|did|does|has|have|"
    rf"had)(?!\w))[\w'-]+ ){{0,5}}{FILM_NOUN}"
    r"(?: (?:about|based on|for|from|under|that|where|in|set in|to|on|i|we) .{1,60})?",
    r"(?:what'?s |whats )?(?:trending|popular|new|hot|good)(?: (?:right now|now|these days|"
    r"lately|this week))?|new releases",
    r"top(?: rated| \d+)?(?: .{1,20})?|(?:imdb )?top \d+|oscar winners?|award winners?|bollywood|"
    r"hollywood|(?:studio )?ghibli|"
    r"marvel|disney|pixar|nothing too .{1,30}",
)
_STATES = anywhere(
    r"loves?|likes?|hates?|made|makes|is|was|are|were|it's|that's|thats|its|you|seen|"
    r"sounds?|looks?|seems?|because|has|have|had|fan|watched|saw|grew"
)
_ADD = at_start(rf"(?:add|create|register) (?:(?:a|the|this|my|new) )*{FILM_NOUN}")
_YEAR = re.compile(r"(?<!\d)(?:18[89]|19\d|20\d)\d(?!\d)")
_DESCRIBED = all_of_it(
    rf"(?:(?:the|a|that|some) )?(?:[\w'-]+ ){{0,3}}{FILM_NOUN} (?:with|where|in which|whose|who|"
    rf"when) .{{3,90}}"
)
"""A film told by what happens in it."""
_SOUNDS = at_start(
    r"(?:oh |wow |ok |yes |yeah )?(?:(?:it|that|this|which) )?(?:sounds|looks|seems)"
)
_SHORT_WISH = 8
_CHATTER = 8
_OPENING = 5


def recommended(clues: Clues) -> Intent | None:
    """Films for the person, or films by attribute."""
    if clues.mentions:
        return _about_named(clues)
    if clues.has(_OF_THE_BOT):
        return None
    if clues.has(_CINEMA) and not clues.has(_WENT):
        return Search((), clues.filters)
    asks = clues.has(_RECOMMEND) and (not clues.has(_PLANS) or "?" in clues.pattern)
    suggests = clues.has(_SUGGESTS)
    if clues.starts(_HAVE_YOU_SEEN) and not suggests:
        return None
    if clues.starts(_FILMS_OF) or (clues.has(_BY_ATTRIBUTE) and not clues.has(_SUGGEST_ONLY)):
        return Search((), clues.filters)
    if asks:
        by_attribute = clues.has(_OF_PEOPLE) or (bool(clues.filters) and clues.starts(_FIND))
        return (
            Recommend(clues.filters) if suggests or not by_attribute else Search((), clues.filters)
        )
    if clues.has(_WHAT_FILM) and clues.has(_WAS):
        return Search((), clues.filters)
    if clues.starts(_WAS_SOMEBODY):
        return Search((), clues.filters)
    if (clues.filters or clues.has(_OF_PEOPLE)) and clues.starts(_FIND):
        return Search((), clues.filters)
    return None


def _about_named(clues: Clues) -> Intent | None:
    asks = clues.has(_RECOMMEND) and (not clues.has(_PLANS) or "?" in clues.pattern)
    if clues.asks(_ASKS) and not (asks and clues.has(_SUGGESTS)):
        return Search(clues.mentions)
    excepts = clues.has(_EXCEPT)
    return Recommend(clues.filters) if asks and (excepts or clues.has(_SUGGESTS)) else None


def taste(clues: Clues) -> Intent | None:
    """Likes and dislikes told without a request, and bare wishes: worth an answer with films."""
    if clues.mentions or clues.has(_PLANS) or clues.starts(_SOUNDS):
        return None
    if not clues.filters:
        wishes = clues.starts(_BARE_WISH) and len(clues.pattern.split()) <= _SHORT_WISH
        return Recommend() if wishes or clues.has(_LOVES_WHEN) else None
    is_wish = len(clues.pattern.split()) <= _SHORT_WISH and not clues.has(_STATES)
    if _likes_genre(clues) or is_wish or _opens_with_wish(clues):
        return Recommend(clues.filters)
    return None


_LIKES = re.compile(
    r"\b(?:i|we|i'm|im|i'd|mostly|really|always|not)[\s,]+(?:[\w']+\s){0,2}?(?:like|watch|love|"
    r"enjoy|"
    r"prefer|adore|dig|hate|dislike|into|fan\sof|"
    r"for|want|need)\s(?:(?!it\b|is\b|was\b|because\b)[\w'-]+[\s,]+){0,5}?(?<!the\s)$|\bfavou?rite\s(?:genres?|kinds?|"
    r"types?)\b.{0,30}$"
)
_REACH = 64
_POINTS = at_start(r"(?:it|that|this|they|he|she|my|these|those)(?:'s|'re)?")


def _likes_genre(clues: Clues) -> bool:
    """Whether a like or dislike is of a genre or of years: "I really like old movies"."""
    wishes = clues.wishes
    starts = [genre.span.start for genre in genre_wishes(wishes)]
    starts += [years.span.start for years in year_wishes(wishes, clues.now)]
    return any(_LIKES.search(wishes[max(0, start - _REACH) : start]) for start in starts)


def _opens_with_wish(clues: Clues) -> bool:
    """Whether a message starts with a genre or years: "adventure, romance, nothing foreign"."""
    if clues.starts(_POINTS):
        return False
    genre = next(genre_wishes(clues.wishes), None)
    years = next(year_wishes(clues.wishes, clues.now), None)
    return (genre is not None and genre.span.start <= 1) or (
        years is not None and years.span.start <= _OPENING
    )


def asked_about(clues: Clues) -> Intent | None:
    """A film is named: tell of it when it was asked about, or when nothing else was said."""
    if clues.mentions:
        says_more = clues.has(_SPEAKS) or letters_beside_films(clues.pattern) > _CHATTER
        if clues.asks(_ASKS) or clues.has(_FACTS) or not says_more:
            return Search(clues.mentions)
        return Other(clues.mentions)
    if clues.has(_OF_THE_BOT):
        return None
    if clues.starts(_DESCRIBED) or (clues.asks(_ASKS) and clues.has(_WHAT_FILM)):
        return Search((), clues.filters)
    return None


def added(clues: Clues) -> Intent | None:
    """A film that the catalogue lacks."""
    if not clues.starts(_ADD):
        return None
    title = clues.mentions[0].surface if clues.mentions else None
    year = _YEAR.search(clues.masked)
    return AddFilm(title, int(year.group()) if year is not None else None)
