"""The command line: a thin client of the library, one file a group of commands.

Commands are imported when they are called, so that `python -m geo extract` does not pay for geopandas.
"""

import importlib
import sys

import click

from geo.errors import GeoError

COMMANDS = {
    "ingest": "geo.cli.ingest:ingest",
    "extract": "geo.cli.extract:extract",
    "export": "geo.cli.tables:export",
    "import": "geo.cli.tables:import_table",
    "sources": "geo.cli.tables:sources",
    "make-events": "geo.cli.make_events:make_events",
    "gazetteer": "geo.cli.gazetteer:gazetteer",
    "page": "geo.cli.page:page",
    "geocode": "geo.cli.geocode:geocode",
    "control": "geo.cli.control:control",
    "compare": "geo.cli.compare:compare",
}


class LazyGroup(click.Group):
    """A click group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, attribute = target.partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option("0.1.0", prog_name="dateline")
def group() -> None:
    """Dateline: who reported what, where and when."""


def main() -> None:
    """Run the command line; an expected error, or a file that cannot be opened, is a line on stderr and exit code 2."""
    try:
        group(standalone_mode=True)
    except GeoError as error:
        click.echo(f"dateline: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        if error.filename is None:
            raise
        click.echo(f"dateline: {error.filename}: {error.strerror}", err=True)
        sys.exit(2)
