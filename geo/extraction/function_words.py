"""Small words of English that hold sentences together, by what they do there."""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


BE = words("be is are was were been being am get gets got getting")
HAVE = words("have has had having 've")
DO = words("do does did")
MODALS = words("will would shall should can could may might must cannot ll 'll")
CONTRACTED = words("wont didnt hasnt wasnt werent couldnt wouldnt doesnt dont hadnt havent isnt arent")
"""Contractions of a text that has lost its apostrophes."""

ADVERBS = words(
    """also then again still already later now finally eventually even once largely nearly almost fully completely
    entirely not never meanwhile therefore thus soon recently previously initially effectively reportedly allegedly
    just only all both since together subsequently further earlier quickly partially mostly however jointly newly
    first last has either nonetheless nevertheless instead likewise elsewhere always often twice jointly"""
)
NOT_ADVERBS = words("family july italy supply assembly ally early reply only daily monthly weekly")
PREPOSITIONS = words(
    """by with against from between among under for at on to near of like including alongside over into toward towards
    in inside outside around across through throughout within via despite amid during behind beyond per than unlike
    targeting upon bordering overlooking facing linking connecting separating"""
)
SUBORDINATORS = words(
    """that while when after before as because since although though but where until once if whereas which who whom
    whose unless whether so amid prompting adding"""
)
RESULTING = words(
    "leaving killing wounding injuring forcing cutting prompting sending causing raising bringing inflicting"
)
"""Participles that open what an act brought about, where a text has no comma."""
RELATIVES = words("which who that whom whose where")
PRONOUNS = words("it they he she we them")
DIRECTIONS = words("north south east west northern southern eastern western central")
STOPS = words("; : — – ... … ! ?")
BACKED = words("backed supported aided led assisted")
"""Participles before "by <party>", who only helps."""
QUOTE_MARKS = frozenset({'"', "“", "”", "«", "»"})
DETERMINERS = words(
    """the a an this that these those its their his her several many some two three four five six seven eight nine ten
    both all dozens hundreds thousands more most other another any"""
)
COLLECTIVES = words(
    """members units fighters forces group groups thousands hundreds dozens scores coalition alliance number elements
    soldiers troops convoy tens militants brigades brigade division regiment battalion part most remnants warplanes
    jets planes aircraft unit branch majority lot hundred thousand"""
)
"""Nouns that stand before "of <party>" and mean that party."""


_FINITE = words(
    """took retook fell lost won left fled drove broke began held shot struck swept hit beat went came got saw met
    led sent set cut burnt blew overran withdrew ran grew rose kept sank flew lay stood fought"""
)
_NOT_FINITE = words(
    """armed united allied combined unnamed retired displaced wounded affiliated occupied besieged liberated united
    unidentified red advanced reported associated elected appointed named detailed need speed feed seed bed unified"""
)


def is_finite_verb(low: str) -> bool:
    """Whether a word, by its form, is rather a verb of the past than part of a name: "took", "captured"."""
    return low in _FINITE or (low.endswith("ed") and len(low) > 4 and low not in _NOT_FINITE and "-" not in low)


_AUXILIARIES = BE | HAVE | MODALS | DO | CONTRACTED


def is_auxiliary(low: str) -> bool:
    """Whether a word can stand in a verb group before the verb."""
    return low in _AUXILIARIES or low.endswith("n't")


def is_adverb(low: str) -> bool:
    """Whether a word is taken for an adverb."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in NOT_ADVERBS)
