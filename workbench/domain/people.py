"""People and what they may do, as questions. Permissions are named after jobs, not ranks."""

from dataclasses import dataclass
from typing import Final

from workbench.domain.errors import NotAllowed
from workbench.domain.ids import Guid

JOBS = {
    "transcripts": "look after transcripts",
    "codebook": "look after the codebook",
    "reading": "arrange reading",
    "outputs": "prepare outputs",
    "accounts": "look after accounts",
}
_CHECKED: Final = object()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account here or a name in a project."""

    guid: Guid
    name: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking, as a checked sign-in or the command line has it.

    Only `Viewer.checked` makes one, and only the service that checks sign-ins calls it. `jobs` are
    those this person has in the project at hand. A viewer without a person is the command line
    when nobody was named: it sees what every member may see, and nothing private.
    """

    person: Guid | None
    name: str
    jobs: frozenset[str]
    member: bool
    seal: object = None

    def __post_init__(self) -> None:
        if self.seal is not _CHECKED:
            raise NotAllowed("Nobody has checked who is asking.")

    @classmethod
    def checked(
        cls, person: Guid | None, name: str, *, jobs: frozenset[str] = frozenset(), member: bool
    ) -> "Viewer":
        """Make a viewer out of somebody whose sign-in has just been looked up."""
        return cls(person, name, jobs, member, _CHECKED)

    def may(self, job: str) -> bool:
        """Say whether this person has that job in the project at hand."""
        return self.member and job in self.jobs

    def must(self, job: str) -> None:
        """Refuse, in a sentence, when this person does not have that job."""
        if not self.may(job):
            raise NotAllowed(
                f"Your part in this study does not include “{JOBS[job]}”. "
                "Ask somebody who looks after accounts to add it."
            )

    def self(self) -> Guid:
        """Give the person, where one is needed to own what is made."""
        if self.person is None:
            raise NotAllowed("Say who you are with --as PERSON: this belongs to somebody.")
        return self.person
