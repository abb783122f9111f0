"""What language processing finds in a text; the only place that knows spaCy."""

from workbench.language.forms import forms
from workbench.language.names import candidates
from workbench.language.pipeline import in_use, model, pipeline, sentences
from workbench.language.syllables import syllables

__all__ = ["candidates", "forms", "in_use", "model", "pipeline", "sentences", "syllables"]
