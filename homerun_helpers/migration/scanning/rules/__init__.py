"""All rules, by topic: each module of this folder has its rules, and the function that finds their uses.

A module may define `RULES`, the rules, and `find`, which gives the places where rules are met. Nothing else names them.
"""

from importlib import import_module
from pkgutil import iter_modules

from homerun_helpers.migration.scanning.hits import Finder
from homerun_helpers.migration.scanning.rule import Rule

_TOPICS = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]

RULES: dict[str, Rule] = {rule.id: rule for topic in _TOPICS for rule in getattr(topic, "RULES", ())}
FINDERS: tuple[Finder, ...] = tuple(topic.find for topic in _TOPICS if hasattr(topic, "find"))
