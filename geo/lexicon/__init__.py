"""Actors and the rules of language, read from the TOML files of `data/lexicon`."""

from geo.lexicon.actors import Actor, ActorMatch, ActorName, Country, Part
from geo.lexicon.lexicon import Lexicon, load_lexicon

__all__ = ["Actor", "ActorMatch", "ActorName", "Country", "Lexicon", "Part", "load_lexicon"]
