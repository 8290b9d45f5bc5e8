"""`export`, `import` and `sources`: events out of the store and into it, and who is in it."""

import datetime as dt
import json
import sys
from pathlib import Path

import click

from geo.cli.ingest import STORE_OPTION
from geo.model import Kind, Stance, Status

_DAY = click.DateTime(["%Y-%m-%d"])
_FORMATS_OUT = ("csv", "geojson", "parquet", "acled", "ucdp", "lpf")
_FORMATS_IN = ("auto", "csv", "geojson", "parquet", "acled", "ucdp")
_SHOWN_PROBLEMS = 20


def _list(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(",") if part.strip())


@click.command()
@click.option("--format", "form", type=click.Choice(_FORMATS_OUT), default="csv", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@click.option("--sources", callback=_list, metavar="A,B", help="Only these sources.")
@click.option("--kinds", callback=_list, metavar="A,B", help="Only these kinds.")
@click.option("--stances", callback=_list, metavar="A,B", help="Only these stances.")
@click.option("--statuses", callback=_list, metavar="A,B", help="Only these review statuses.")
@click.option("--from", "first_day", type=_DAY, help="Only what may have happened on this day or later.")
@click.option("--to", "last_day", type=_DAY, help="Only what may have happened on this day or earlier.")
@click.option("--with-acled", is_flag=True, help="Also what came from your ACLED file; its terms forbid passing it on.")
@STORE_OPTION
def export(
    *,
    form: str,
    out: Path,
    sources: tuple[str, ...],
    kinds: tuple[str, ...],
    stances: tuple[str, ...],
    statuses: tuple[str, ...],
    first_day: dt.datetime | None,
    last_day: dt.datetime | None,
    with_acled: bool,
    store_address: str | None,
) -> None:
    """Write the store's events, undated and unplaced ones too, with notes on origin, terms and settings."""
    from geo.control import Assumptions
    from geo.errors import BadQuery
    from geo.interchange import export_events
    from geo.store import EventFilter, open_store

    for values, vocabulary in ((kinds, Kind), (stances, Stance), (statuses, Status)):
        for value in values:
            if value not in set(vocabulary):
                raise BadQuery(f"{value!r} is none of {' '.join(vocabulary)}")
    chosen = EventFilter(
        sources=sources,
        kinds=kinds,
        stances=stances,
        statuses=statuses,
        first_day=first_day.date() if first_day else None,
        last_day=last_day.date() if last_day else None,
    )
    assumed = Assumptions(by=chosen.by)
    report = export_events(
        open_store(store_address), out, form, chosen, with_acled=with_acled, settings={"assumptions": assumed.words()}
    )
    left_out = f"; {report.left_out_acled} of ACLED left out (--with-acled)" if report.left_out_acled else ""
    click.echo(f"{report.events} events in {out}{left_out}")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(_FORMATS_IN), default="auto", show_default=True)
@click.option("--day-order", type=click.Choice(["dmy", "mdy"]), help="How ACLED's numeric days are written.")
@click.option("--dry-run", is_flag=True, help="Only say what was understood.")
@click.option("--skip-problems", is_flag=True, help="Leave out the rows that cannot be understood, take the rest.")
@STORE_OPTION
def import_table(
    file: Path, form: str, day_order: str | None, *, dry_run: bool, skip_problems: bool, store_address: str | None
) -> None:
    """Read a table of events (ours, UCDP GED, your own ACLED export) into the store, all of it or nothing."""
    from geo.interchange import read_file, take_in
    from geo.lexicon import load_lexicon
    from geo.store import open_store

    preview = read_file(file, form, lexicon=load_lexicon(), order=day_order)
    for problem in preview.problems[:_SHOWN_PROBLEMS]:
        click.echo(f"dateline: {file}: {problem}", err=True)
    if len(preview.problems) > _SHOWN_PROBLEMS:
        click.echo(f"dateline: {file}: and {len(preview.problems) - _SHOWN_PROBLEMS} more rows", err=True)
    if dry_run:
        click.echo(json.dumps(preview.summary(), ensure_ascii=False, indent=2))
        sys.exit(2 if preview.problems else 0)
    store = open_store(store_address)
    written = take_in(store, preview, skip_problems=skip_problems)
    click.echo(f"{written} events from {file} in {store.url}")
    for note in preview.notes:
        click.echo(f"  {note}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list of objects.")
@STORE_OPTION
def sources(*, as_json: bool, store_address: str | None) -> None:
    """List the sources in the store with how many articles and events they have."""
    from geo.store import open_store

    counts = open_store(store_address).source_counts()
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False, indent=2))
        return
    width = max((len(row["source_id"]) for row in counts), default=0)
    for row in counts:
        counted = f"{row['articles']:>7} articles  {row['events']:>9} events"
        click.echo(f"{row['source_id']:<{width}}  {counted}  {row['name']}")
