"""The command `siap`: validate, build, check, serve and publish the site.

Each command is read when it is called, for starting is what one waits for most often.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

COMMANDS = {
    "validate": "command_validate:validate_command",
    "build": "command_build:build_command",
    "check": "command_build:check_command",
    "serve": "command_serve:serve_command",
    "publish": "command_publish:publish_command",
    "handouts": "command_handouts:handouts_command",
    "import": "command_desk:import_command",
    "new": "command_desk:new_command",
    "sbom": "command_records:sbom_command",
    "schema": "command_records:schema_command",
    "ledger": "command_records:ledger_command",
    "paths": "command_records:paths_command",
    "status": "command_status:status_command",
    "confirm": "command_status:confirm_command",
}
SELDOM = (200_000, 10, 10)
"""When garbage is looked for: nearly all that is made stays until the end. Workers inherit it."""
# MkDocs 1.6 and Material print banners about MkDocs 2.0 unless told not to.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
# Pydantic looks through all packages for plugins unless told not to: none may change what a record is.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Commands(click.Group):
    """Commands by their names, in modules of their own.

    One that does not say itself that the machine fails, as for want of room, ends with a sentence.
    """

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; raises ClickException for what the machine refuses."""
        often = gc.get_threshold()
        gc.set_threshold(*SELDOM)
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever reads has gone
            raise
        except OSError as error:
            message = f"{error}; mend that and run the command again. What was done before stays."
            raise click.ClickException(message) from error
        finally:
            gc.set_threshold(*often)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None when there is none of this name."""
        del ctx
        module, _, name = COMMANDS.get(cmd_name, "").partition(":")
        return getattr(import_module(f"scripts.{module}"), name) if module else None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build the site of Siap Wawancara from what stands in docs/."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Windows: a pipe takes few of our signs
            stream.reconfigure(errors="replace")


def run() -> None:
    """Run a command, and end with its exit code at once: all that was loaded is not taken apart first."""
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            with suppress(OSError):  # nobody reads on: Python says so when it ends by itself
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(end.code)
        raise


if __name__ == "__main__":
    run()
