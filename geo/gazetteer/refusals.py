"""What is wrong with a file of places, line by line, and the decision to take none of it."""

from dataclasses import dataclass, field

from geo.errors import BadGazetteerFile

SHOWN = 5


@dataclass
class Refusals:
    """Broken lines of one file. `source` is how messages name the file."""

    source: str
    count: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, line: int, reason: str) -> None:
        """Note a broken line; the first five are told."""
        self.count += 1
        if len(self.shown) < SHOWN:
            self.shown.append(f"line {line}: {reason}")

    def raise_if_any(self) -> None:
        """BadGazetteerFile with the first broken lines, if there are any: nothing is loaded half."""
        if not self.count:
            return
        more = f" (and {self.count - len(self.shown)} more)" if self.count > len(self.shown) else ""
        raise BadGazetteerFile(
            f"{self.source}: {self.count} broken line{'s' * (self.count > 1)}, nothing was loaded: "
            + "; ".join(self.shown)
            + more
        )
