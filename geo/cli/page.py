"""`python -m geo page`: the map as one HTML file."""

from pathlib import Path

import click

from geo.cli.ingest import STORE_OPTION


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The HTML file to write.")
@click.option("--sources", metavar="A,B", default="", help="Only these sources.")
@click.option("--title", default="Dateline", show_default=True)
@STORE_OPTION
def page(*, out: Path, sources: str, title: str, store_address: str | None) -> None:
    """Write the map as one self-contained page that opens without a server or a network."""
    from geo.feed.page import write_page
    from geo.store import EventFilter, open_store

    chosen = EventFilter(sources=tuple(part.strip() for part in sources.split(",") if part.strip()))
    size = write_page(open_store(store_address), out, chosen, title=title)
    click.echo(f"{out}: {size / 1e6:.1f} MB")
