"""The questions of a demo event as rows."""

from demo.world.questions import QUESTIONS
from events.models import Event, Question, QuestionOption


def add_questions(event: Event) -> None:
    """Let an event ask what the demo's world says."""
    made: dict[str, Question] = {}
    for position, data in enumerate(QUESTIONS.get(event.slug, ())):
        other, value = data.after
        made[data.slug] = Question.objects.create(
            event=event,
            slug=data.slug,
            position=position,
            kind=data.kind,
            asked=data.asked,
            title=data.title.nl,
            title_en=data.title.en,
            hint=data.hint.nl,
            hint_en=data.hint.en,
            register=data.register,
            is_special=data.special,
            depends_on=made.get(other),
            depends_value=value,
        )
        QuestionOption.objects.bulk_create(
            QuestionOption(
                question=made[data.slug], slug=slug, position=place, title=title.nl, title_en=title.en
            )
            for place, (slug, title) in enumerate((data.options or {}).items())
        )
