"""The corpus of the scanner: files, with labels that name the rules that each line must meet."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from homerun_helpers.migration.scanning import scan_text

ROOT = Path(__file__).parent / "corpus"
LABEL = re.compile(r"[ \t]*(?:\{/\*|<\?php //|#|//) EXPECT ([\w -]+?)(?: ?\*/\}| ?\?>)?$", re.MULTILINE)


class File(NamedTuple):
    """A file of the corpus, without its labels."""

    name: str
    text: str
    expected: frozenset[tuple[int, str]]

    @property
    def language(self):
        """As it is said in the documentation."""
        ending = self.name.rpartition(".")[2]
        names = {"py": "Python", "php": "PHP", "json": "JSON", "jsonl": "JSON", "sh": "shell and configuration"}
        names |= dict.fromkeys(("env", "yml", "toml"), "shell and configuration")
        return names.get(ending, "JavaScript and TypeScript")

    def found(self):
        """The lines and rules that the scanner finds."""
        return {(finding.line, finding.rule.id) for finding in scan_text(self.text, self.name)}


def load(path):
    text = path.read_text("utf-8")
    expected = {
        (number, rule)
        for number, line in enumerate(text.split("\n"), 1)
        if (label := LABEL.search(line))
        for rule in label[1].split()
    }
    return File(path.name.removesuffix(".txt"), LABEL.sub("", text), frozenset(expected))


FILES = [load(path) for path in sorted(ROOT.glob("*/*.txt"))]


class Score:
    """How many uses were found rightly, wrongly, or not at all."""

    def __init__(self):
        self.right = self.wrong = self.missed = 0

    def add(self, expected, found):
        self.right += len(expected & found)
        self.wrong += len(found - expected)
        self.missed += len(expected - found)

    @property
    def precision(self):
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self):
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def scores(files, key):
    """A score for each key: a language, or a rule."""
    found = {}
    for file in files:
        labels = Counter(key(file, rule) for _, rule in file.expected | file.found())
        for label in labels:
            score = found.setdefault(label, Score())
            score.add(*({one for one in side if key(file, one[1]) == label} for side in (file.expected, file.found())))
    return found
