"""Notes: whom one can be for, and questions somebody may want to begin one from."""

# Who may read a note, from the most private on. `report`: documents may quote it as well.
VISIBILITIES = {
    "me": "only me",
    "picked": "people I pick",
    "team": "the team",
    "report": "the team, and documents may quote it",
}
# Words of these are sealed for whoever they are for; words of the others the team reads.
SEALED = ("me", "picked")
SHARED = ("team", "report")
# Never shown until somebody asks for them.
QUESTIONS = (
    "What did you notice first here? What might you have walked past?",
    "Does this remind you of something in your own life? What does that help you see, and what "
    "might it hide?",
    "Whose words are we using: theirs, ours, or a service’s?",
    "If somebody with another background read this, what might they say?",
    "Was there something you did not say today? What would have made it easier?",
    "What surprised you? What annoyed you?",
    "What changed in the research because of what one of us knew from life?",
    "Did our rules or methods get in somebody’s way?",
)
