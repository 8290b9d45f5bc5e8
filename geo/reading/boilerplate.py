"""Finds what a page prints around an article: menus, share lists, comment forms, boxes of links, script dumps."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.resources import data_path

MIN_ARTICLE = 300
"""Code points that must stand before a phrase like "Related articles" for it to end the article."""
INLINE_TAIL_SHARE = 0.45
"""In a text without line breaks such a phrase ends the article only past this share of the text."""

_SCRIPT = re.compile(
    r"string\(\d+\) \"|\[\{\"|\{\"@?\w+\":|<script\b|<style\b|<iframe\b|\bfunction\s*\w*\([\w, ]*\)\s*\{"
    r"|\bvar \w+ ?= ?[\[{\"'(]|\bwindow\.\w+ ?=|\bdocument\.(?:write|getElement)"
    r"|\(adsbygoogle|googletag\.|\$\(document\)"
    r"|@media\b.{0,40}\{|<!--"
)
_SCRIPT_MARKS = ("{", "<", "=", "string(", "document.", "(adsbygoogle", "googletag.", "$(document)")
"""One of these stands in every script; prose has none, and looking for them costs next to nothing."""
_CODE_CHARACTERS = re.compile(r"[{}\[\]<>;=\\|_\"](?:(?<!\")|:|,\")")
_PIPED_LIST = re.compile(r"(?:[A-Z][^|.\n]{8,90} \| ){2}")
_ENDS_LIKE_PROSE = re.compile(r"[.!?…:;,][\"”’)\]]*$")
_TITLE_WORD = re.compile(r"[A-Z0-9\"“‘'(&$%-]")
_SMALL_WORD = re.compile(
    r"(?:of|to|in|on|for|a|an|the|and|by|with|at|as|from|de|over|after|near|amid|is|are|be|has|how|who|why|s)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of `boilerplate.toml`, compiled: how they are used is told in that file."""

    tail: re.Pattern[str]
    line: re.Pattern[str]
    inline_tail: re.Pattern[str]
    inline_list: re.Pattern[str]
    inline: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Body:
    """Where the article proper lies: `start:end` without the `excluded` spans inside it."""

    start: int
    end: int
    excluded: tuple[tuple[int, int], ...]


def read_phrases(path: Path) -> Phrases:
    """The phrases of a TOML file with the lists `tail line inline_tail inline_list inline`."""
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return Phrases(
        tail=_any_of(lists["tail"]),
        line=_any_of(lists["line"]),
        inline_tail=re.compile("|".join(re.escape(p) for p in lists["inline_tail"])),
        inline_list=re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, lists["inline_list"])) + r")(?=:? [A-Z\"])"),
        inline=re.compile("|".join(re.escape(p) for p in sorted(lists["inline"], key=len, reverse=True))),
    )


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(
        "(?:" + "|".join(re.escape(p) + ("(?![A-Za-z])" if p[-1:].isalpha() else "") for p in ordered) + ")"
    )


@cache
def default_phrases() -> Phrases:
    """The phrases of `data/reading/boilerplate.toml`."""
    return read_phrases(data_path("reading", "boilerplate.toml"))


def find_body(text: str, start: int = 0, phrases: Phrases | None = None) -> Body:
    """The article proper in `text[start:]`. Never raises; a text that is all furniture keeps an empty body."""
    phrases = phrases or default_phrases()
    end = len(text)
    excluded: list[tuple[int, int]] = []
    lines = _lines(text, start)
    may_hold_scripts = any(mark in text for mark in _SCRIPT_MARKS)
    for number, (first, last) in enumerate(lines):
        if phrases.tail.match(text, first, last):
            if _is_tail(text, start, first, lines[number:]):
                end = first
                break
            if last - first < 120:
                excluded.append((first, last))
        elif _is_furniture(text, first, last, phrases):
            excluded.append((first, last))
        elif may_hold_scripts:
            script = _SCRIPT.search(text, first, last)
            if script:
                excluded.append((script.start(), last))
    end = _inline_end(text, start, end, phrases)
    excluded += [m.span() for m in phrases.inline.finditer(text, start, end)]
    spans = merge_spans(excluded, start, end)
    while spans and not text[spans[-1][1] : end].strip():
        end, spans = spans[-1][0], spans[:-1]
    return Body(start, end, spans)


def merge_spans(spans: list[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans in order, clipped to `start:end`, with those that touch made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        a, b = max(first, start), min(last, end)
        if a >= b:
            continue
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return tuple(merged)


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """The lines that are not blank, without the space around them."""
    spans = []
    for found in re.finditer(r"[^\n\r]+", text[start:]):
        line = found.group()
        stripped = line.strip()
        if stripped:
            first = start + found.start() + line.index(stripped[0])
            spans.append((first, first + len(stripped)))
    return spans


def _is_tail(text: str, start: int, first: int, rest: list[tuple[int, int]]) -> bool:
    """Whether a line that opens like page furniture ends the article: enough stands before it, or no prose after it."""
    if first - start >= MIN_ARTICLE:
        return True
    prose = sum(b - a for a, b in rest[1:] if b - a > 60 and _ENDS_LIKE_PROSE.search(text, max(a, b - 4), b))
    return prose < MIN_ARTICLE


def _is_furniture(text: str, first: int, last: int, phrases: Phrases) -> bool:
    """Whether a line by itself is no prose: a label, a menu, a code, a script."""
    length = last - first
    if length < 160 and phrases.line.match(text, first, last):
        prose = length > 60 and text[last - 1] == "."
        return not prose
    if length > 40 and len(_CODE_CHARACTERS.findall(text, first, last)) > 0.08 * length:
        return True
    return length < 60 and not any(c.isalpha() for c in text[first:last])


def _inline_end(text: str, start: int, end: int, phrases: Phrases) -> int:
    """Where the furniture at the foot of a long line begins; `end` where there is none."""
    earliest = start + int((end - start) * INLINE_TAIL_SHARE)
    found = phrases.inline_tail.search(text, earliest, end)
    if found:
        end = found.start()
    piped = _PIPED_LIST.search(text, earliest, end) if text.find(" | ", earliest, end) >= 0 else None
    if piped:
        end = piped.start()
    for match in phrases.inline_list.finditer(text, earliest, end):
        if _is_title_case(text[match.end() : end]):
            return match.start()
    return end


def _is_title_case(text: str) -> bool:
    """Whether nearly all words are capitalised, as in lists of headlines and tags."""
    words = text.split()[:400]
    if not words or len(text) > 4000:
        return False
    capital = sum(bool(_TITLE_WORD.match(w) or _SMALL_WORD.match(w)) for w in words)
    return capital >= 0.8 * len(words)
