"""The command `whence`: parse, call one function, print.  One module for each family of commands.

common   exit statuses, the options that tell of inputs, and the inputs themselves
reading  read, dates
archive  add, search, doctor
tracing  trace, copies, table
exchange export, import
"""

import click

from whence.cli.archive import add, doctor, search
from whence.cli.common import CONTEXT
from whence.cli.exchange import export, import_
from whence.cli.reading import dates, read
from whence.cli.tracing import copies, table, trace
from whence.version import VERSION


@click.group(context_settings=CONTEXT)
@click.version_option(VERSION, prog_name="whence")
def main() -> None:
    """Who said it, by which words, what: every attributed statement of a news article, as exact characters of its text.

    Shell completion: eval "$(_WHENCE_COMPLETE=bash_source whence)" (or zsh_source, fish_source).
    """


for command in (read, dates, add, search, trace, copies, table, export, import_, doctor):
    main.add_command(command)
