"""Hello, thanks, help, and what people ask about the bot itself."""

import re

from bot.intents import (
    ForgetMe,
    Greeting,
    Help,
    Intent,
    Nights,
    Privacy,
    Settings,
    Status,
    Thanks,
)
from bot.language.clues import Clues

_FORGET_ME = re.compile(
    r"\b(?:forget\s(?:about\s)?me\b(?!\snot)|(?:delete|erase|remove|wipe)\s(?:all\s)?(?:of\s)?(?:my|the)\s"
    r"(?:data|account|profile|information|info|everything|whole\shistory|entire\shistory)|(?:delete|erase|remove)\sme\b)"
)
_PRIVACY = re.compile(
    r"^(?:privacy(?:\spolicy)?|what\s(?:data\s)?do\s(?:you|u)\s(?:know|store|save|keep|collect|remember)(?:\sabout\sme)?|"
    r"what\s(?:data|info(?:rmation)?)\s(?:do|are)\s(?:you|u)\s\w+.*|(?:where|how)\sis\smy\sdata\s\w+.*|is\smy\sdata\s\w+.*|"
    r"(?:who|can\s\w+)\s(?:can\s)?sees?\smy\s(?:data|history|log|ratings))[\s?.!]*$"
)
_HELP = re.compile(
    r"^(?:(?:please|pls|hey|hi|hello|ok|so|um|can\s(?:you|u)|could\s(?:you|u)|i\sneed(?:\ssome)?|need)[\s,]+){0,3}"
    r"(?:help(?:\sme)?(?:\s(?:out|please|pls))?|halp|menu|commands?|instructions|manual|options|"
    r"(?:so\s)?what\s(?:can|do|could)\s(?:you|u|i|this\sbot|it)\s(?:do|ask|say|type|write)(?:\s(?:here|for\sme|with\sthis|exactly|you|to\syou))?|"
    r"what(?:\selse)?\scan\s(?:you|u|i)\s(?:do|ask|say)\b.*|how\s(?:does|do|can|to)\s(?:this|it|that|you|u|i)?\s?(?:bot\s)?(?:work|use|start|function)\b.*|"
    r"how\s(?:do|can)\si\s(?:use|rate|log|add|undo|search|delete|change|vote|start)\b.*|what\s(?:is|are)\s(?:this|you|u)(?:\s(?:bot|for|doing))?|"
    r"what\s(?:are\s)?(?:the|your)\s(?:commands|options|features)|who\s(?:are|r)\s(?:you|u)|what\sdoes\sthis\s(?:bot\s)?do|"
    r"show\s(?:me\s)?(?:the\s)?(?:commands|menu|options|help)|explain\s(?:yourself|how\s.*)|i\s(?:don'?t|dont)\s(?:understand|get\sit)(?:\s(?:this|how).*)?|"
    r"i'?m\s(?:lost|confused)|\?+)[\s?.!]*$"
)
_SETTINGS = re.compile(
    r"^(?:(?:open|show|change)\s(?:me\s)?)?(?:my\s|the\s)?(?:settings|preferences|config)[\s?.!]*$"
)
_STATUS = re.compile(r"^(?:status|(?:bot|model)\sstatus|how\sold\sis\sthe\smodel)[\s?.!]*$")
_NIGHTS = re.compile(
    r"^(?:(?:show|list)\s(?:me\s)?)?(?:our\s|the\s|past\s|last\s|previous\s)+(?:movie\s|film\s)?nights[\s?.!]*$"
)

_HELLO = (
    r"(?:h+i+|hey+a?|hello+|helo|hiya|howdy|yo+|sup|wass?up|what'?s\s(?:up|good|new|happening|crackin\w*)|whats\sup|greetings|"
    r"good\s(?:morning|afternoon|evening|day)|morning|evening|hola|hallo|salut|ciao|namaste|ahoy|g'?day|hi\sthere|hello\sthere|"
    r"how(?:\sare|'?s|\sr)\s(?:you|u|it\sgoing|things|ya|everything|life)(?:\s(?:doing|today|going))*|how\sdo\syou\sdo|"
    r"nice\sto\smeet\s(?:you|u)|pleased\sto\smeet\syou|hru|long\stime\sno\ssee)"
)
_NAMES = r"(?:there|bot|friend|friends|all|everyone|everybody|guys|buddy|mate|dude|man|bro|pal|again|folks|y'?all|movie\sbot|today|bud)"
_GREETING = re.compile(rf"^\W*{_HELLO}\b(?:[\s,]+{_NAMES})*(?P<rest>.*)$", re.DOTALL)
_POLITE_REST = re.compile(
    rf"^(?:[\s,.!?;:)(\-]|{_HELLO}\b|{_NAMES}\b|\b(?:i'?m|i|am|doing|fine|good|great|well|thanks|thank|you|and|how|are|sorry|yes|yourself|u|ok|"
    r"okay|pretty|very|so|too|is|it|going|been|have|has|your|day|today|nice|to|meet|hope|hear|from|lol|haha|there|its|it's|not|bad|what|about|"
    r"here|just|also|really|my|name|again|ready)\b|[^\w\s])*$"
)
_THANKS = re.compile(
    r"\b(?:thanks?(?:\s(?:you|u|ya|so\smuch|a\s(?:lot|bunch|ton|million)|again|very\smuch))*|thank\s?(?:you|u)|thx+|thnx|tnx|tks|tysm|ty|tyvm|cheers|"
    r"much\sappreciated|appreciate\s(?:it|that|the\shelp)|merci|gracias|danke|grazie|"
    r"(?:good\s?)?bye+(?:[- ]bye)?|see\s(?:you|ya|u)(?:\s(?:later|soon|around|then))?|cya|later|ttyl|talk\s(?:to\syou\s)?(?:later|soon)|good\s?night|"
    r"have\s(?:a|an)\s(?:\w+\s)?(?:day|one|night|evening|weekend|time)|take\scare|"
    r"(?:it\swas\s)?nice\s(?:chatting|talking|meeting)(?:\s(?:to|with)\s(?:you|u))?|you\s(?:too|as\swell)|welcome)\b"
)
_ACKNOWLEDGED = re.compile(
    r"^\W*(?:(?:that'?s|thats|it'?s|this\sis|oh|ah|wow|ok|okay|very|so|really|sounds|all|well|haha|lol|yay|sure|alright)[\s,!.]+){0,3}"
    r"(?:cool|nice|great|perfect|awesome|amazing|good|lovely|sweet|neat|wow|ok|okay|k|kk|alright|all\sright|got\sit|gotcha|understood|fine|lol|haha+|"
    r"will\sdo|noted|fair\senough|interesting|excellent|brilliant|fantastic|wonderful|good\s(?:bot|job|one|idea|to\sknow|suggestions?)|well\sdone|"
    r"love\sit|i\ssee|makes\ssense|right|true|exactly|👍|🙏|😊|❤️?)(?:\s(?:then|man|bot|job|one|work|stuff))?[\s.!👍🙏😊❤️]*$"
)


def about_the_bot(clues: Clues) -> Intent | None:
    """Help, privacy, settings and the like."""
    pattern = clues.pattern
    if clues.mentions and not _FORGET_ME.search(pattern):
        return None
    if _FORGET_ME.search(pattern):
        return ForgetMe()
    for expression, intent in (
        (_PRIVACY, Privacy()),
        (_HELP, Help()),
        (_SETTINGS, Settings()),
        (_STATUS, Status()),
        (_NIGHTS, Nights()),
    ):
        if expression.match(pattern):
            return intent
    return None


def courtesy(clues: Clues) -> Intent | None:
    """Greetings and thanks that say nothing else."""
    if clues.mentions:
        return None
    pattern = clues.pattern
    greeting = _GREETING.match(pattern)
    if greeting is not None and _POLITE_REST.match(greeting["rest"]):
        return Greeting()
    if _ACKNOWLEDGED.match(pattern) or (_THANKS.search(pattern) and len(pattern) < _SHORT):
        return Thanks()
    return None


_SHORT = 90
"""A longer message says more than thanks."""
