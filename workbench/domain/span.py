"""A stretch of text: half-open, in code points of one whole source version, never UTF-16."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """From `start` up to, not including, `end`, counted in code points from 0."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no stretch of text runs from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Say whether the other lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def shared(self, other: "Span") -> int:
        """Count the characters both have."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))
