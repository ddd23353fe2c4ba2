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
    Start,
    Status,
    Thanks,
)
from bot.language.clues import Clues
from bot.language.phrases import all_of_it, anywhere

_YOU = r"(?:you|u|this bot|this|it)"
_FORGET_ME = anywhere(
    r"forget (?:about )?me(?! not)",
    r"(?:delete|erase|remove|wipe) (?:all )?(?:of )?(?:my|the) (?:data|account|profile|"
    r"information|info|everything|"
    r"(?:whole|entire) history)",
    r"(?:delete|erase|remove) me",
)
_PRIVACY = all_of_it(
    r"privacy(?: policy)?",
    r"what (?:data )?do (?:you|u) (?:know|store|save|keep|collect|remember)(?: about me)?",
    r"what (?:data|info|information) (?:do|are) (?:you|u) .{1,40}",
    r"(?:where|how) is my data .{1,40}|is my data .{1,40}",
    r"who (?:can )?sees? my (?:data|history|log|ratings)",
)
_HELP = all_of_it(
    r"(?:i need(?: some)? |need )?(?:help(?: me)?(?: out)?|halp)|menu|commands?|instructions|"
    r"manual|options",
    rf"(?:so )?what(?: else)? (?:can|do|could) (?:{_YOU}|i) (?:do|ask|say|type|write)(?: (?:here|"
    rf"for me|with this|exactly|to you|you))?",
    rf"how (?:does|do|can|to) ?(?:{_YOU}|i|that)? ?(?:bot )?(?:work|use|start|"
    rf"function)(?: .{{1,40}})?",
    r"how (?:do|can) i (?:use|rate|log|add|undo|search|delete|change|vote|start)(?: .{1,60})?",
    r"what (?:is|are) (?:this|you|u)(?: (?:bot|for|doing))?|who (?:are|r) (?:you|u)|"
    r"what does this (?:bot )?do",
    r"what (?:are )?(?:the|your) (?:commands|options|features)",
    r"(?:the |all )?(?:commands|menu|options|features)(?: list)?|show me (?:the )?(?:commands|"
    r"menu|options|help)",
    r"explain (?:yourself|how .{1,60})|i (?:don'?t|dont) (?:understand|get it)(?: (?:this|"
    r"how).{0,60})?|i'?m (?:lost|confused)",
)
_QUESTION_MARKS = re.compile(r"[?\s]+$")
_START = all_of_it(r"start(?: over| again)?|restart|reset|begin")
_SETTINGS = all_of_it(
    r"(?:(?:open|show|change) )?(?:me )?(?:my |the )?(?:settings|preferences|config)"
)
_STATUS = all_of_it(r"(?:bot |model )?status", r"how old is the model")
_NIGHTS = all_of_it(
    r"(?:(?:show|list) )?(?:me )?(?:(?:our|the|past|last|previous) )+(?:movie |film )?nights"
)

_HELLO = (
    r"(?:h+i+|hey+a?|hello+|helo|hiya|howdy|yo+|sup|wass?up|what'?s (?:up|good|new|happening)|"
    r"greetings|"
    r"good (?:morning|afternoon|evening|day)|morning|evening|hola|hallo|salut|ciao|namaste|ahoy|"
    r"g'?day|"
    r"how(?: are|'?s| r) (?:you|u|it going|things|ya|everything|life)(?: (?:doing|today|going))*|"
    r"how do you do|"
    r"(?:nice|pleased) to meet (?:you|u)|hru|long time no see)"
)
_SMALL_TALK = (
    r"(?:there|bot|friends?|all|everyone|everybody|guys|buddy|mate|dude|man|bro|pal|again|folks|"
    r"y'?all|movie|today|bud|"
    r"i'?m|i|am|doing|fine|good|great|well|thanks|thank|you|and|how|are|sorry|yes|yourself|u|ok|"
    r"okay|pretty|very|so|"
    r"too|is|it|going|been|have|has|your|day|nice|to|meet|hope|hear|from|lol|haha|its|it's|not|"
    r"bad|what|about|here|"
    r"just|also|really|my|name|ready)"
)
# Atomic and possessive: "how are you" can be read in two ways, and 300 of them in 2 ** 300.
_GREETING = re.compile(rf"[^\w]*+{_HELLO}(?!\w)(?>{_HELLO}(?!\w)|{_SMALL_TALK}(?!\w)|[^\w])*+$")
_THANKS = anywhere(
    r"thanks?(?: (?:you|u|ya|so much|a (?:lot|bunch|ton|million)|again|very much))*|"
    r"thank ?(?:you|u)",
    r"thx+|thnx|tnx|tks|tysm|ty|tyvm|cheers|much appreciated|appreciate (?:it|that|the help)|"
    r"merci|gracias|danke|grazie",
    r"(?:good ?)?bye+(?:[- ]bye)?|see (?:you|ya|u)(?: (?:later|soon|around|then))?|cya|later|"
    r"ttyl|good ?night|gn",
    r"talk (?:to you )?(?:later|soon)|have (?:a|an) (?:\w+ )?(?:day|one|night|evening|weekend|"
    r"time)|take care",
    r"(?:it was )?nice (?:chatting|talking|meeting)(?: (?:to|with) (?:you|u))?|you (?:too|"
    r"as well)|welcome",
)
_ACKNOWLEDGED = all_of_it(
    r"(?:(?:that'?s|thats|it'?s|this is|oh|ah|wow|very|really|sounds|all|haha|lol|yay|sure|"
    r"alright)[ ,!.]+){0,3}"
    r"(?:cool|nice|great|perfect|awesome|amazing|good|lovely|sweet|neat|wow|ok|okay|k|kk|alright|"
    r"all right|got it|"
    r"gotcha|understood|fine|lol|haha+|will do|noted|fair enough|interesting|excellent|brilliant|"
    r"fantastic|wonderful|"
    r"good (?:bot|job|one|idea|to know|suggestions?)|well done|love it|i see|makes sense|right|"
    r"true|exactly)"
    r"(?: (?:man|bot|job|one|work|stuff))?",
)
_SHORT = 90
"""A longer message says more than thanks."""


def about_the_bot(clues: Clues) -> Intent | None:
    """Help, privacy, settings and the like."""
    if clues.has(_FORGET_ME):
        return ForgetMe()
    if clues.mentions:
        return None
    for expression, intent in (
        (_PRIVACY, Privacy()),
        (_HELP, Help()),
        (_QUESTION_MARKS, Help()),
        (_START, Start()),
        (_SETTINGS, Settings()),
        (_STATUS, Status()),
        (_NIGHTS, Nights()),
    ):
        if clues.starts(expression):
            return intent
    return None


def courtesy(clues: Clues) -> Intent | None:
    """Greetings and thanks that say nothing else."""
    if clues.mentions:
        return None
    if clues.starts(_GREETING):
        return Greeting()
    if clues.starts(_ACKNOWLEDGED) or (clues.has(_THANKS) and len(clues.pattern) < _SHORT):
        return Thanks()
    return None
