"""Candidates of a name as numbered rows, each number in the colour of its point on the map beside it."""

import html
from collections.abc import Sequence

from geo.model import Candidate
from pages.parts.place_picker import RANK_COLOURS
from pages.parts.resources import shared_gazetteer


def candidate_rows(candidates: Sequence[Candidate]) -> str:
    """The rows as HTML: name, kind and areas, the score, and the evidence in words."""
    return f'<ol class="dl-cands">{"".join(_row(number, one) for number, one in enumerate(candidates))}</ol>'


def _row(number: int, candidate: Candidate) -> str:
    place = candidate.place
    areas = ", ".join(shared_gazetteer().place(area).name for area in place.areas[:2])
    others = " · ".join(dict.fromkeys(place.other_names[:4]))
    lines = [
        f"{place.kind}{', ' + areas if areas else ''}",
        "; ".join((*candidate.evidence, f"layer {place.layer}")),
        *([others] if others else []),
    ]
    told = "".join(f"<span>{html.escape(line)}</span>" for line in lines)
    colour = RANK_COLOURS[number % len(RANK_COLOURS)]
    return (
        f'<li><b style="background:{colour}">{number + 1}</b>'
        f"<div><strong>{html.escape(place.name)}</strong>{told}</div>"
        f'<em title="score, 0 to 1">{candidate.score:.2f}</em></li>'
    )
