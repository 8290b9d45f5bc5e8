"""What the head of a page says about it: the day of publication, a later update, the title, the dateline."""

import datetime as dt
import re
from dataclasses import dataclass
from heapq import merge

from geo.reading.foreign_months import find_foreign_stamps
from geo.reading.outlets import Outlet, outlet_named, outlets_in
from geo.reading.stamps import Stamp, find_stamps

HEAD_LENGTH = 700
"""Code points from the start in which a day of publication is looked for without a label."""
LONGEST_TITLE = 220

_PUBLISHED = re.compile(
    r"(?:\b(?:Publish(?:ed|ing)?(?: [Oo]n| [Dd]ate| [Tt]ime| [Aa]t)?|PUBLISHED(?: ON)?|Date of [Pp]ublication"
    r"|Publication [Dd]ate|Posted(?: [Oo]n| [Aa]t)?|POSTED(?: ON)?|First published|Issued(?: on)?|Release [Dd]ate"
    r"|Date [Ii]ssued|Date [Pp]ublished|Created(?: on)?(?=:)|Date(?=:)|DATE(?=:)|Publié|Veröffentlicht|Publicado"
    r"|Giriş [Tt]arihi|Yayın(?:lanma)? [Tt]arihi|Yayınlanma|Опубликовано|Дата публикации|Опубліковано|تاريخ النشر|نشر)"
    r"[ \t]*[:|-]?[ \t]*(?:by [\w .]{2,40} )?(?:le |el |am |في |в )?"
    r"(?:(?:at )?\d{1,2}[:.h]\d\d(?:\s?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?,? )?(?:on |at )?)$"
)
_UPDATED = re.compile(
    r"\b(?:(?:Last )?(?:Updated?|Modified|Edited)(?: in| on| at)?|Son [Gg]üncelleme|Güncelle(?:me|ndi)|Обновлено"
    r"|Оновлено|آخر تحديث|Mis à jour|Aktualisiert|Actualizado)\b[ \t]*[:|-]?[ \t]*(?:on |at |le |el |am )?"
    r"(?:\d{1,2}(?:[:.]?\d\d)?(?:\s?[ap]\.?m\.?)?(?: [A-Z]{2,4})?,? (?:on )?)?$",
    re.IGNORECASE,
)
_PUBLISH_WORDS = (
    "publi", "posted", "issued", "release", "created", "date", "veröffentlicht", "giriş", "yayın", "опубл", "дата",
    "نشر",
)  # fmt: skip
_UPDATE_WORDS = (
    "updat", "modified", "edited", "güncelle", "обновлено", "оновлено", "تحديث", "mis à jour", "aktualisiert",
    "actualizado",
)  # fmt: skip
"""In lower case, one of these stands in every label: looking for them first takes a tenth of the time."""
_PROSE_BEFORE = re.compile(
    r"\b(?:on|in|since|until|till|by|of|from|to|before|after|during|between|and|dated|taken|this|photo)[ ,]*$",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\bas (?:of|at)[ :]*$", re.IGNORECASE)
_SEPARATED = re.compile(r"(?:[|•·:,(]|[-–—] )\s*$")
_LINE_END = re.compile(r"[ \t]*(?:[)|•·]|[-–—] |\n|$)")
LONGEST_HEAD_LINE = 140
_CLOCK = re.compile(
    r"[\s,|–-]{0,4}(?:at )?\d{1,2}[:.]?\d{2}(?::\d{2})?(?:\s?[AP]M\b)?(?:\s?(?:GMT|UTC|KSA|[A-Z]{3})\b(?:[+-]\d+)?)?",
    re.IGNORECASE,
)
_AGENCY_DATELINE = re.compile(
    r"(?<![\w])(?P<where>[A-Z][A-Z'’-]+(?:[ /][A-Z][A-Z'’-]+){0,3})(?:, (?:[A-Z][\w.]+ ?){1,3})?,? ?"
    r"(?:(?P<day>\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?,? ?)?"
    r"(?:\((?P<agency>[A-Z][\w /-]{1,30}|defapress)\)|/(?P<agency2>[A-Z]{3,8})/)\s?[-–—:]{0,2}-?"
)
_PLAIN_DATELINE = re.compile(
    r"(?P<where>[A-Z][A-Z'’-]{2,}(?:[ /][A-Z][A-Z'’-]+){0,2})(?:, (?:[A-Z][\w.]+ ?){1,3})?,? "
    r"(?P<day>\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})? ?[-–—:]{1,2}"
)
_OUTLET_BEFORE = (re.compile(r"\b[A-Z][A-Za-z]{1,12} $"), re.compile(r"[A-Z]{2,10} $"))
"""An outlet's name before a stamp, also where a lost line break glued it to the word before: "HomeJNN 01 Nov 2015"."""
_PLACE_AFTER_STAMP = re.compile(r"[\s,]{0,3}(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\s{0,2}[:–—-]\s")
_WORD_AFTER = re.compile(r" ([A-Z][\w.]{1,11})\b")
_DATELINE_AFTER = re.compile(r",? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?,? \(?([A-Z]{2,11})\)?\s?[-–—]")
"""A place and an outlet behind a stamp whose line break was lost: "6 October 2016 Aleppo SANA-Terrorists"."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page's head says; None or empty where it says nothing. `spans` are stamps and datelines: no prose."""

    published_on: dt.date | None = None
    updated_on: dt.date | None = None
    title: str = ""
    outlet: Outlet | None = None
    spans: tuple[tuple[int, int], ...] = ()


def read_head(text: str, start: int = 0) -> PageHead:
    """The publication day, title, outlet and datelines that the text itself shows. "Updated" is not "published"."""
    spans: list[tuple[int, int]] = []
    published: Stamp | None = None
    is_labelled = False
    updated: dt.date | None = None
    outlet: Outlet | None = None
    span, agency = _dateline(text, start)
    end = min(len(text), start + 4 * HEAD_LENGTH)
    for stamp in merge(find_stamps(text, start, end), find_foreign_stamps(text, start, end)):
        kind, first = _stamp_kind(text, start, stamp)
        if not kind and span is not None and span[0] <= stamp.start < span[1]:
            kind = "bare"  # "DAMASCUS, Oct. 29, 2016 (Xinhua) --"
        if not kind:
            continue
        clock = _CLOCK.match(text, stamp.end)
        last = clock.end() if clock else stamp.end
        if kind == "updated":
            updated = max(stamp.day, updated or stamp.day)
            spans.append((first, last))
        elif published is None or (kind == "label" and not is_labelled):
            published, is_labelled = stamp, kind == "label"
            for pattern in _OUTLET_BEFORE:
                named = pattern.search(text, max(start, first - 14), first)
                if named and (outlet := outlet_named(named.group())):
                    first = named.start()
                    break
            place = _PLACE_AFTER_STAMP.match(text, last, last + 60)
            spans.append((first, place.end() if place and (outlet or place["place"].isupper()) else last))
    if span:
        spans.append(span)
        outlet = outlet or agency
    return PageHead(published.day if published else None, updated, _title(text, start), outlet, tuple(spans))


def _dateline(text: str, start: int) -> tuple[tuple[int, int] | None, Outlet | None]:
    """The first dateline of the head, "DAMASCUS, 1 Nov (SANA) -", and the known outlet that it names, where it does.

    Capitals with a name in brackets are no dateline, "ISIS (Daesh)", unless the name is an outlet's or a dash
    follows at the start of a line.
    """
    head = text[start : start + HEAD_LENGTH]
    for found in _AGENCY_DATELINE.finditer(text, start, start + HEAD_LENGTH) if "(" in head or "/" in head else ():
        agency = outlet_named(found["agency"] or found["agency2"])
        opens_line = not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
        if agency or (opens_line and found.group().rstrip()[-1] in "-–—:"):
            return found.span(), agency
    plain = _PLAIN_DATELINE.search(text, start, start + HEAD_LENGTH)
    return (plain.span() if plain else None), None


def _stamp_kind(text: str, start: int, stamp: Stamp) -> tuple[str, int]:
    """What a date in the head is (`label`, `updated`, `bare`; empty: one of the story), and where its words begin."""
    before = text[max(start, stamp.start - 60) : stamp.start]
    line_start = text.rfind("\n", 0, stamp.start) + 1
    low = before.lower()
    label = _UPDATED.search(before) if any(word in low for word in _UPDATE_WORDS) else None
    if label:
        return "updated", stamp.start - len(before) + label.start()
    label = _PUBLISHED.search(before) if any(word in low for word in _PUBLISH_WORDS) else None
    if label and (
        stamp.start - start < HEAD_LENGTH or not text[line_start : stamp.start - len(before) + label.start()]
    ):
        return "label", stamp.start - len(before) + label.start()
    if re.search(r"\(updated [\d:]*\s?$", before):
        return "updated", stamp.start
    if stamp.start - start < HEAD_LENGTH and _AS_OF.search(before):
        return "bare", stamp.start
    if stamp.start - start > HEAD_LENGTH or _PROSE_BEFORE.search(before):
        return "", stamp.start
    alone = not text[line_start : stamp.start].strip() and len(text[stamp.end :].split("\n", 1)[0].strip()) < 40
    opens = stamp.start - start < 3
    clock = _CLOCK.match(text, stamp.end)
    closes = bool(_LINE_END.match(text, clock.end() if clock else stamp.end))
    alone = alone or (closes and stamp.start - line_start < LONGEST_HEAD_LINE and bool(_SEPARATED.search(before)))
    after = _WORD_AFTER.match(text, stamp.end)
    glued = stamp.start - start < 300 and (
        stamp.has_weekday
        or bool(re.search(r"[A-Z]{2,} $|\d{4} $", before))
        or bool(_CLOCK.match(text, stamp.end))
        or (after is not None and outlet_named(after[1]) is not None)
        or ((dated := _DATELINE_AFTER.match(text, stamp.end)) is not None and outlet_named(dated[1]) is not None)
    )
    dateline = bool(_PLACE_AFTER_STAMP.match(text, stamp.end, stamp.end + 60))
    return ("bare" if alone or opens or glued or dateline else ""), stamp.start


def _title(text: str, start: int) -> str:
    """The first line, where it is short, no sentence, and more text follows; else empty."""
    first, _, rest = text[start:].lstrip().partition("\n")
    line = first.strip()
    if not (8 <= len(line) <= LONGEST_TITLE) or line[-1] in ".:,;" or len(rest.strip()) < 120:
        return ""
    if any(True for _ in find_stamps(line)) or line.count(" ") < 2:
        return ""
    return line


def outlet_in_furniture(text: str, end: int, spans: tuple[tuple[int, int], ...]) -> Outlet | None:
    """The one known outlet that the page's furniture names ("About VT", "Tags: defapress"), else None."""
    furniture = " ".join([text[end:], *(text[a:b] for a, b in spans)])
    found = outlets_in(furniture[:20000])
    return found[0] if len(found) == 1 else None
