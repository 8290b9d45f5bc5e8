"""`ingest`: articles from files and folders into the store."""

import datetime as dt
import sys
from pathlib import Path

import click

STORE_OPTION = click.option("--store", "store_address", metavar="URL", help="SQLAlchemy URL of the store.")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", "source_id", help="The source of every article, where the files do not say it or are wrong.")
@click.option("--published", "published_on", type=click.DateTime(["%Y-%m-%d"]), help="The day of every article.")
@click.option("--quiet", is_flag=True, help="No progress on stderr.")
@STORE_OPTION
def ingest(
    paths: tuple[Path, ...],
    source_id: str | None,
    published_on: dt.datetime | None,
    *,
    quiet: bool,
    store_address: str | None,
) -> None:
    """Read text, HTML, mail and feed files, folders of them, and CSV tables of articles; put their events in the store.

    What cannot be read is named on stderr, the rest goes in, and the exit code is then 2.
    """
    from geo.gazetteer import open_gazetteer
    from geo.ingest import ingest_paths
    from geo.lexicon import load_lexicon
    from geo.store import open_store

    def show(done: int, total: int, name: str) -> None:
        click.echo(f"\r{done}/{total} {name[-60:]:<60}", nl=not name, err=True)

    store = open_store(store_address)
    report = ingest_paths(
        paths,
        store=store,
        gazetteer=open_gazetteer(),
        lexicon=load_lexicon(),
        source_id=source_id,
        published_on=published_on.date() if published_on else None,
        on_progress=None if quiet or not sys.stderr.isatty() else show,
    )
    for failure in report.failures:
        click.echo(f"dateline: {failure.where}: {failure.reason}", err=True)
    parts = [f"{report.articles} articles, {report.events} events in {store.url}"]
    if report.articles > report.added:
        parts.append(f"{report.articles - report.added} were there already")
    if report.failures:
        parts.append(f"{len(report.failures)} could not be read")
    click.echo("; ".join(parts))
    if report.failures:
        sys.exit(2)
