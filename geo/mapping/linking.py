"""Our ES modules as one script: for a page that stands alone, as a browser loads no modules from a file, and for the
app, where fetching fifty modules takes longer than drawing the map.

The modules keep to a plain form, which a test holds them to: named exports before declarations, named imports from
`./name.js` on lines of their own (one or several). Each module becomes a function of its own that returns its exports,
so that their names cannot meet.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from geo.errors import GeoError

ASSETS = Path(__file__).parent / "assets"

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./([\w.]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\b\*?|class\b|const\b|let\b))", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)


class UnlinkableModule(GeoError, ValueError):
    """A module whose imports or exports are not of the form that can be linked."""


def linked_script(folder: Path, entry: str) -> str:
    """One script that defines `dateline_modules`, with every module that `entry` needs, in order of need.

    Raises UnlinkableModule for a circle of imports, a missing module or another form of import or export.
    """
    # A page from a file starts no workers, so the address of the module itself is never needed there.
    return _joined(folder, entry).replace("import.meta.url", "document.baseURI")


def linked_module(folder: Path, entry: str) -> str:
    """The same as one ES module that exports what `entry` exports; raises as `linked_script` does.

    It is to be served from a folder in which workers lie beside it by their own names.
    """
    linked = _joined(folder, entry)
    names = ", ".join(_EXPORTED.findall((folder / entry).read_text(encoding="utf-8")))
    return f'{linked}\nexport const {{ {names} }} = dateline_modules["{entry}"];\n' if names else linked


def modules_stamp(folder: Path) -> str:
    """A name for the scripts and style sheets of a folder as they are now: another one once a file has changed.

    Under an address with this name a browser keeps them, and with them what it has compiled, without asking again.
    """
    files = sorted(path for path in folder.iterdir() if path.suffix in (".js", ".css"))
    return _stamp_of(tuple((path, stat.st_mtime_ns, stat.st_size) for path in files for stat in (path.stat(),)))


@lru_cache(maxsize=4)
def _stamp_of(files: tuple[tuple[Path, int, int], ...]) -> str:
    """Of what is in the files, for times may be set by a packer; the times tell when to read them anew."""
    digest = hashlib.sha256()
    for path, _, _ in files:
        text = path.read_bytes()
        digest.update(f"{path.name} {len(text)}\n".encode() + text)
    return digest.hexdigest()[:16]


def linked_address(assets_url: str) -> str:
    """The folder under which the server has our linked modules and style sheet as they are now."""
    return f"{assets_url}/linked/{modules_stamp(ASSETS)}"


def _joined(folder: Path, entry: str) -> str:
    sources: dict[str, str] = {}
    _collect(folder, entry, sources, ())
    parts = ["const dateline_modules = {};"]
    parts += [_wrapped(name, text) for name, text in sources.items()]
    return "\n".join(parts)


def imports_of(text: str) -> Mapping[str, tuple[str, ...]]:
    """The modules that a module imports, each with the names it takes."""
    found: dict[str, tuple[str, ...]] = {}
    for names, module in _IMPORT.findall(text):
        wanted = tuple(name.strip() for name in names.split(",") if name.strip())
        found[module] = found.get(module, ()) + wanted
    return found


def _collect(folder: Path, name: str, sources: dict[str, str], above: tuple[str, ...]) -> None:
    if name in sources:
        return
    if name in above:
        raise UnlinkableModule(f"{name} imports itself by way of {' '.join(above)}")
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UnlinkableModule(f"no module {name} in {folder}") from error
    left = _EXPORT.sub("", _IMPORT.sub("", text))
    foreign = re.search(r"^(?:import|export)\b.*$", left, re.MULTILINE)
    if foreign:
        raise UnlinkableModule(f"{name}: {foreign.group()[:80]!r} cannot be linked")
    for module in imports_of(text):
        _collect(folder, module, sources, (*above, name))
    sources[name] = text


def _wrapped(name: str, text: str) -> str:
    taken = [f'const {{ {", ".join(names)} }} = dateline_modules["{module}"];'
             for module, names in imports_of(text).items()]  # fmt: skip
    body = _EXPORT.sub("", _IMPORT.sub("", text)).strip()
    exported = ", ".join(_EXPORTED.findall(text))
    return "\n".join([f'dateline_modules["{name}"] = (() => {{', *taken, body, f"return {{ {exported} }};", "})();"])
