"""Help texts: what is indented in a docstring stays in its lines."""

import inspect

import click


class Command(click.Command):
    """A command whose help keeps the lines of paragraphs that are indented, such as examples."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's own signature
        """Write the docstring."""
        text = inspect.cleandoc(self.help or "")
        # A paragraph that begins with this sign is not wrapped by click.
        paragraphs = (f"\b\n{one}" if "\n  " in one else one for one in text.split("\n\n"))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(paragraphs))
