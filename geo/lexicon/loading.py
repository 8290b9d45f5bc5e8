"""Lexicon files: reading TOML and refusing what breaks the form, with the file and the key named."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.errors import BadLexicon
from geo.lexicon.actors import Actor, ActorName, Country
from geo.lexicon.sides import SIDE_KEYS

ROLES = ("government", "rebels", "militants", "separatists", "kurds", "coalition", "fighters", "forces")
_ACTOR_KEYS = {"name", "other_names", "side", "colour", "country", "since", "until"}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class ConflictFile:
    """What one file says about a conflict: its actors and what general words mean there."""

    path: Path
    country: str
    actors: tuple[Actor, ...]
    roles: Mapping[str, tuple[ActorName, ...]]
    words: Mapping[str, tuple[str, ...]]
    fillers: tuple[str, ...]
    countries: tuple[Country, ...]
    sides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. `BadLexicon` where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadLexicon(f"{path.name}: {error}") from error


def texts(value: object, *, path: Path, key: str) -> tuple[str, ...]:
    """A list of non-empty texts out of a TOML value."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise BadLexicon(f"{path.name}: '{key}' must be a list of non-empty texts, not {value!r}")
    return tuple(value)


def conflict_file(path: Path) -> ConflictFile:
    """The actors and words of a file that a user may have written: `docs/lexicon.md` gives the form."""
    tables = read_toml(path)
    unknown = set(tables) - {"conflict", "roles", "actor", "words", "fillers", "country", "sides"}
    if unknown:
        raise BadLexicon(f"{path.name}: unknown table '{min(unknown)}'; known are conflict, roles, actor, words")
    conflict = tables.get("conflict", {})
    country = str(conflict.get("country", ""))
    return ConflictFile(
        path=path,
        country=country,
        actors=tuple(_actor(row, country, path=path) for row in tables.get("actor", [])),
        roles={
            role: _names([value] if isinstance(value, str) else value, f"roles.{role}", path=path)
            for role, value in _roles(tables.get("roles", {}), path=path, values=(str, list)).items()
        },
        words={
            role: texts(words, path=path, key=f"words.{role}")
            for role, words in _roles(tables.get("words", {}), path=path, values=list).items()
        },
        fillers=texts(tables.get("fillers", {}).get("words", []), path=path, key="fillers.words"),
        countries=tuple(_country(row, path=path) for row in tables.get("country", [])),
        sides=_sides(tables.get("sides", {}), path=path),
    )


def _sides(table: object, *, path: Path) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise BadLexicon(f"{path.name}: 'sides' must be a table")
    for key in table:
        if key not in SIDE_KEYS:
            raise BadLexicon(f"{path.name}: unknown key 'sides.{key}'; known are {', '.join(sorted(SIDE_KEYS))}")
    return {key: texts(names, path=path, key=f"sides.{key}") for key, names in table.items()}


def _roles(table: object, *, path: Path, values: type | tuple[type, ...]) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise BadLexicon(f"{path.name}: 'roles' and 'words' must be tables")
    for role, value in table.items():
        if role not in ROLES:
            raise BadLexicon(f"{path.name}: unknown role '{role}'; known are {', '.join(ROLES)}")
        if not isinstance(value, values):
            raise BadLexicon(f"{path.name}: role '{role}' has a value of the wrong type: {value!r}")
    return table


def _year(row: Mapping[str, object], key: str, *, path: Path) -> int | None:
    value = row.get(key)
    if value is not None and not (isinstance(value, int) and 1000 <= value <= 2200):
        raise BadLexicon(f"{path.name}: '{key}' of '{row.get('name')}' must be a year, not {value!r}")
    return value


def _names(values: Sequence[object], owner: str, *, path: Path) -> tuple[ActorName, ...]:
    names = []
    for value in values:
        row = {"name": value} if isinstance(value, str) else value
        if not isinstance(row, dict) or not isinstance(row.get("name"), str) or not row["name"].strip():
            raise BadLexicon(f"{path.name}: other_names of '{owner}' must be texts or {{name=, since=, until=}}")
        names.append(ActorName(row["name"], _year(row, "since", path=path), _year(row, "until", path=path)))
    return tuple(names)


def _actor(row: Mapping[str, Any], country: str, *, path: Path) -> Actor:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BadLexicon(f"{path.name}: an actor has no 'name'")
    unknown = set(row) - _ACTOR_KEYS
    if unknown:
        raise BadLexicon(f"{path.name}: actor '{name}' has an unknown key '{min(unknown)}'")
    colour = row.get("colour", "")
    if colour and not (isinstance(colour, str) and _COLOUR.fullmatch(colour)):
        raise BadLexicon(f"{path.name}: colour of '{name}' must be like #c4473a, not {colour!r}")
    if not isinstance(row.get("other_names", []), list):
        raise BadLexicon(f"{path.name}: other_names of '{name}' must be a list")
    return Actor(
        name=name,
        side=str(row.get("side", "")),
        colour=colour,
        names=_names(row.get("other_names", []), name, path=path),
        country=str(row.get("country", country)),
        since=_year(row, "since", path=path),
        until=_year(row, "until", path=path),
    )


def _country(row: Mapping[str, Any], *, path: Path) -> Country:
    code, name = row.get("code"), row.get("name")
    if not (isinstance(code, str) and re.fullmatch(r"[A-Z]{2}", code) and isinstance(name, str) and name):
        raise BadLexicon(f"{path.name}: a country needs 'code' (two capitals) and 'name', not {dict(row)!r}")
    demonyms = texts(row.get("demonyms", []), path=path, key=f"demonyms of {name}")
    return Country(code, name, demonyms, str(row.get("capital", "")), str(row.get("state", "")))
