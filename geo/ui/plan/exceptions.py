"""The exceptions of a plan: steps for which a rule was set aside, each with its reason."""

from geo.bootstrap import Container
from geo.domain.plans import Plan
from geo.messages import text
from geo.services.draft_values import Editing
from geo.ui import choices, widgets


def draw(container: Container, plan: Plan) -> None:
    """Draw them, oldest first; nothing where no rule was set aside."""
    language = choices.language()
    history = container.drafts.open(Editing(choices.actor(), plan.id, language)).history
    excused = [line for line in history if line.is_in_force and line.reason]
    if not excused:
        return
    widgets.title(text(language, "borders.exceptions", count=len(excused)))
    for line in excused:
        widgets.words(f"{line.n} · {line.words}")
