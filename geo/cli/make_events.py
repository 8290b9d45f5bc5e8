"""`make-events`: a seeded load of made-up events as a Parquet file."""

from pathlib import Path

import click

from geo.errors import BadTable

_ROW_GROUP = 50_000  # one event is read back from one group


@click.command("make-events")
@click.argument("count", type=click.IntRange(min=0))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The Parquet file.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed makes the same events.")
def make_events(count: int, out: Path, seed: int) -> None:
    """Write COUNT made-up events, clustered in space and time, to a Parquet file: a load to measure with."""
    import pyarrow.parquet as pq

    from geo.synthetic import synthetic_events

    try:
        pq.write_table(synthetic_events(count, seed=seed), out, compression="zstd", row_group_size=_ROW_GROUP)
    except OSError as error:
        raise BadTable(f"{out}: cannot be written: {error.strerror or error}") from error
    click.echo(f"{count} made-up events in {out}")
