"""`geocode`: a CSV of names to places."""

import csv
import sys
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write there instead of to standard output.")
@click.option("--online", is_flag=True, help="Ask the configured online geocoder for what the layers do not know.")
@click.option("--budget", type=int, help="How many online requests this run may make.")
def geocode(file: Path, out: Path | None, online: bool, budget: int | None) -> None:  # noqa: FBT001 - click's way
    """Place the names of FILE, a CSV with the column `name` and, where known, `within`, `country` and `kind`.

    `within` is a province or another area in any spelling, `country` an ISO code or a name. Prints the same rows with
    place_id, place_name, latitude, longitude, score, method and candidates (JSON); what has no place keeps them empty
    and says "no candidate" as its method.
    """
    from dataclasses import replace

    from geo.geocoding import WithOnline, geocoded, open_with_online, read_names, read_settings
    from geo.geocoding.batch import ADDED_COLUMNS, BatchNotes

    columns, rows = read_names(file)
    settings = replace(read_settings(), enabled=online)
    if budget is not None:
        settings = replace(settings, budget=budget)
    gazetteer = open_with_online(settings)
    target = out.open("w", newline="", encoding="utf-8") if out else sys.stdout
    try:
        kept = [column for column in columns if column not in ADDED_COLUMNS]
        writer = csv.DictWriter(target, [*kept, *ADDED_COLUMNS], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        placed, notes = 0, BatchNotes()
        for row in geocoded(rows, gazetteer, notes=notes):
            writer.writerow(row)
            placed += bool(row["place_id"])
    finally:
        if out:
            target.close()
    click.echo(f"{placed} of {len(rows)} names placed", err=True)
    for line in notes.lines():
        click.echo(line, err=True)
    if isinstance(gazetteer, WithOnline) and gazetteer.online.last_error:
        click.echo(f"online geocoder: {gazetteer.online.last_error}", err=True)
