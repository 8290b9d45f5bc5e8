"""Exact names with nothing told beside them: most of what is asked, so without the steps that other questions take."""

from geo.gazetteer.keys import RANK_BITS, KeyTable, name_key
from geo.gazetteer.matching import RANK_MASK
from geo.gazetteer.normalise import article_less, fold
from geo.gazetteer.ranking import NAMED_BY, plain_fit, score_of
from geo.gazetteer.records import Records
from geo.gazetteer.unread import unread_candidate
from geo.model import Candidate, Place


class ExactNames:
    """The ranked places of a name: what `GazetteerIndex` finds by its whole cascade, in a fifth of the time."""

    def __init__(self, records: Records, names: KeyTable) -> None:
        self._records, self._names = records, names
        self._standing = records.standing

    def candidates(self, name: str, limit: int) -> list[Candidate]:
        """The places called that, else those called so but for the Arabic article, best first; no threshold."""
        folded = fold(name)
        if not folded:
            return []
        whole = folded.replace(" ", "")
        rows, method = self._names.places(name_key(whole)), "exact"
        if not rows:
            bare = article_less(folded)
            if not bare or bare == whole:
                return []
            rows, method = self._names.places(name_key(bare)), "article-less"
        if len(rows) != 1:
            return self._ranked(rows, method, limit)
        (row,) = rows
        number = row >> RANK_BITS
        fit = plain_fit(row & RANK_MASK, self._standing[number])
        # Alone, its share of all fits is 1: see `score_of`.
        return [unread_candidate(self, number, round(fit if fit < 1.0 else 1.0, 4), method)][:limit]

    def _ranked(self, rows: list[int], method: str, limit: int) -> list[Candidate]:
        """The same for several rows: each score is lowered by the others' fit, those behind the best by each other's,
        and none is above the one before it.
        """
        standing = self._standing
        weighed = []
        for row in rows:
            number = row >> RANK_BITS
            weighed.append((-plain_fit(row & RANK_MASK, standing[number]), number))
        weighed.sort()
        total = -sum([minus_fit for minus_fit, _ in weighed])
        lowest = 1.0
        found: list[Candidate] = []
        for minus_fit, number in weighed[:limit]:
            lowest = min(lowest, score_of(-minus_fit, total))
            if not found:
                total += minus_fit
            found.append(unread_candidate(self, number, lowest, method))
        return found

    def place(self, number: int) -> Place:
        """The place of a record number."""
        return self._records.place(number)

    def evidence(self, number: int, method: str) -> tuple[str, ...]:
        """Why a record found so is a candidate, in words."""
        population = self._records.population[number]
        return (NAMED_BY[method], f"{population:,} inhabitants") if population else (NAMED_BY[method],)
