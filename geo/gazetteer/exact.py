"""Exact names with nothing told beside them: most of what is asked, so without the steps that other questions take."""

from geo.gazetteer.keys import RANK_BITS, KeyTable, name_key
from geo.gazetteer.matching import RANK_ALIKE, RANK_MASK
from geo.gazetteer.normalise import article_less, fold
from geo.gazetteer.ranking import NAMED_BY, plain_fit, score_of
from geo.gazetteer.records import Records
from geo.model import Candidate


class ExactNames:
    """The ranked places of a name: what `GazetteerIndex` finds by its whole cascade, in a fifth of the time."""

    def __init__(self, records: Records, names: KeyTable) -> None:
        self._records, self._names = records, names

    def candidates(self, name: str, limit: int) -> list[Candidate]:
        """The places called that, else those called so but for the Arabic article, best first; no threshold."""
        folded = fold(name)
        whole = folded.replace(" ", "")
        rows, method = (self._names.places(name_key(whole)) if whole else []), "exact"
        if not rows and whole:
            bare = article_less(folded)
            if bare and bare != whole:
                rows, method = self._names.places(name_key(bare)), "article-less"
        if len(rows) == 1:
            row = rows[0]
            fit = plain_fit(RANK_ALIKE[row & RANK_MASK], row >> RANK_BITS, self._records)
            return [self._candidate(row >> RANK_BITS, score_of(fit, fit), method)][:limit]
        return self._ranked(rows, method, limit) if rows else []

    def _ranked(self, rows: list[int], method: str, limit: int) -> list[Candidate]:
        """The same for several rows: each score is lowered by the others' fit, those behind the best by each other's,
        and none is above the one before it.
        """
        alike: dict[int, float] = {}
        for row in rows:
            number, similarity = row >> RANK_BITS, RANK_ALIKE[row & RANK_MASK]
            if similarity > alike.get(number, 0.0):
                alike[number] = similarity
        records = self._records
        weighed = sorted([(-plain_fit(similarity, number, records), number) for number, similarity in alike.items()])
        fits = [-minus_fit for minus_fit, _ in weighed]
        lowest = score_of(fits[0], sum(fits))
        total = sum(fits[1:])
        found = []
        for place, (fit, (_, number)) in enumerate(zip(fits, weighed, strict=True)):
            if place >= limit:
                break
            if place:
                lowest = min(lowest, score_of(fit, total))
            found.append(self._candidate(number, lowest, method))
        return found

    def _candidate(self, number: int, score: float, method: str) -> Candidate:
        population = self._records.population[number]
        evidence = (NAMED_BY[method], f"{population:,} inhabitants") if population else _NAMED[method]
        return Candidate(self._records.unread(number), score, method, evidence)


_NAMED = {method: (words,) for method, words in NAMED_BY.items()}
