"""The exceptions of the library: one root, few leaves, each also the built-in a caller expects."""


class GeoError(Exception):
    """The root of every error that the library raises on purpose; its text is fit to be shown."""


class UnreadableArticle(GeoError, ValueError):
    """A file, page or text that holds no readable article."""


class UnknownPlace(GeoError, LookupError):
    """No place of that id or name in the gazetteer."""


class BadGazetteerFile(GeoError, ValueError):
    """A gazetteer file that was refused whole; the message names the first wrong lines."""


class BadLexicon(GeoError, ValueError):
    """A lexicon file that breaks its own form; the message names file and key."""


class BadTable(GeoError, ValueError):
    """A table of events or an interchange file whose columns or rows cannot be understood."""


class BadQuery(GeoError, ValueError):
    """A filter or a request whose parameters cannot be understood."""


class UnknownRecord(GeoError, LookupError):
    """No article, event or source of that id in the store."""


class StoreError(GeoError, RuntimeError):
    """The store cannot be opened, or is of a version that this program does not know."""


class GeocoderUnavailable(GeoError, ConnectionError):
    """An online geocoder gave no usable answer (refused, timed out, rate limited, garbage)."""
