"""`gazetteer`: add, list, remove and search layers; corrections in and out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from geo.model import Candidate


@click.group()
def gazetteer() -> None:
    """The gazetteer: layers of place names, and corrections made by hand."""


@gazetteer.command()
@click.argument("layer")
@click.option("--file", "path", type=click.Path(path_type=Path), help="SY.txt, SY.zip or a table, from disk.")
@click.option("--format", "profile", type=click.Choice(["plain", "wof", "ocha"]), default="plain", show_default=True)
@click.option("--columns", help="The table's columns, for example name=village,lat=y,lon=x,others=name_ar+name_ku.")
@click.option("--country", default="", help="ISO code for rows of a table that name none.")
@click.option("--title", default="", help="What the layer is called.")
@click.option("--licence", default="unknown", show_default=True)
@click.option("--attribution", default="", help="Shown on the map and in exports.")
@click.option("--base-url", default=None, help="Another mirror of GeoNames' country files.")
def add(
    *,
    layer: str,
    path: Path | None,
    profile: str,
    columns: str | None,
    country: str,
    title: str,
    licence: str,
    attribution: str,
    base_url: str | None,
) -> None:
    """Add LAYER: a country of GeoNames by its code (SY), or with --file a table under a name of your own."""
    from geo.gazetteer import open_gazetteer
    from geo.gazetteer.loading import add_country, add_table, is_geonames_file
    from geo.gazetteer.tables import PROFILES, columns_from_text
    from geo.geocoding.download import BASE_URL, download_country

    if path is None:
        path = download_country(layer, base_url=base_url or BASE_URL, on_progress=_progress(layer.upper()))
        click.echo("", err=True)
    if len(layer) == 2 and not columns and (not path.is_file() or is_geonames_file(path)):
        added = add_country(layer, path)
    else:
        chosen = columns_from_text(columns, PROFILES[profile]) if columns else PROFILES[profile]
        added = add_table(
            layer, path, columns=chosen, country=country, title=title, licence=licence, attribution=attribution
        )
    open_gazetteer()
    click.echo(f"{added.layer_id}: {added.count:,} places ({added.title}; {added.licence})")


@gazetteer.command("list")
def list_layers() -> None:
    """Print the layers in the order in which they are asked."""
    from geo.gazetteer.catalogue import layer_table

    click.echo(f"{'layer':<14}{'places':>10}  {'licence':<15}{'attribution':<46}title")
    for row in layer_table():
        click.echo(f"{row.layer_id:<14}{row.count:>10,}  {row.licence:<15}{row.attribution:<46}{row.title}")


@gazetteer.command()
@click.argument("layer")
def remove(layer: str) -> None:
    """Remove an added LAYER."""
    from geo.gazetteer.loading import remove_layer

    removed = remove_layer(layer)
    click.echo(f"{removed.layer_id}: removed ({removed.count:,} places)")


@gazetteer.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--within", help="An area's id or name.")
@click.option("--country", help="An ISO 3166 code or a name.")
@click.option("--kind", help="city, village, province, airbase ...")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
def search(name: tuple[str, ...], within: str | None, country: str | None, kind: str | None, limit: int) -> None:
    """Print the places that NAME may mean, best first."""
    from geo.errors import BadQuery
    from geo.gazetteer import open_gazetteer
    from geo.gazetteer.asking import kind_named, phrased
    from geo.gazetteer.countries import country_code
    from geo.gazetteer.kinds import KINDS

    opened = open_gazetteer()
    code = country_code(country, opened) if country else None
    if country and code is None:
        raise BadQuery(f"no country {country!r} is known; give an ISO code such as SY, or a name")
    if within and opened.area_named(within, country=code) is None:
        raise BadQuery(f"no area {within!r} is known; `gazetteer search NAME --kind province` finds areas")
    sort = kind_named(kind) if kind else None
    if kind and sort is None:
        raise BadQuery(f"{kind!r} is no kind of place; there are {', '.join(KINDS)}")
    asked = phrased(" ".join(name), sort)
    found = opened.candidates(asked, within=within, country=code, kind=sort, limit=limit)
    for candidate in found:
        _say_candidate(candidate)
    if not found:
        click.echo(f"no place is called {asked!r}", err=True)
        for candidate in opened.guesses(asked, within=within, country=code, kind=sort, limit=limit):
            _say_candidate(candidate, before="perhaps ")
        raise SystemExit(1)


def _say_candidate(candidate: "Candidate", *, before: str = "") -> None:
    place = candidate.place
    click.echo(
        f"{before}{candidate.score:.2f}  {place.name} ({place.kind}, {place.country or '-'})  "
        f"{place.lonlat.lat:.4f}, {place.lonlat.lon:.4f}  {place.place_id}  [{place.layer}; "
        f"{'; '.join(candidate.evidence)}]",
        err=bool(before),
    )


@gazetteer.group()
def corrections() -> None:
    """Places picked by hand for names."""


@corrections.command("export")
@click.argument("file", type=click.Path(path_type=Path))
def export_corrections(file: Path) -> None:
    """Write all corrections to FILE (CSV)."""
    from geo.gazetteer.corrections import read_corrections, write_corrections

    kept = read_corrections()
    write_corrections(kept, file)
    click.echo(f"{len(kept)} corrections written")


@corrections.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_corrections(file: Path) -> None:
    """Take the corrections of FILE (CSV) into one's own."""
    from geo.gazetteer.corrections import read_corrections, remember

    read = read_corrections(file)
    kept = remember(read)
    click.echo(f"{len(read)} corrections read, {len(kept)} in all")


def _progress(label: str) -> Callable[[int, int | None], None]:
    def show(have: int, total: int | None) -> None:
        share = f" of {total / 1e6:.1f}" if total else ""
        click.echo(f"\r{label}: {have / 1e6:.1f}{share} MB", nl=False, err=True)

    return show
