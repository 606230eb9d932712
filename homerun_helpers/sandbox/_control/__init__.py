"""The control path `/_sandbox`: what code does with `Sandbox`, over HTTP, for programs in any language."""

from homerun_helpers.sandbox._control.routes import routes

__all__ = ["routes"]
