"""Lists as the API gives them: newest first, page by page."""

from typing import Any

from django.db.models import QuerySet

from demo.stripe.models import StripeObject
from demo.stripe.objects import Given
from demo.stripe.parameters import Check, moment_or_range, text, whole
from demo.stripe.refusals import missing_object

PAGING: dict[str, Check] = {
    "limit": whole(1, 100),
    "starting_after": text(),
    "ending_before": text(),
    "created": moment_or_range,
}


def page(kind: str, url: str, params: dict[str, Any], **filters: Any) -> Given:
    """Return one page of the objects of a kind. Raises Refused where the page begins at no object."""
    rows = StripeObject.objects.filter(kind=kind, is_told=True, **filters)
    for word, seconds in params.get("created", {}).items():
        rows = rows.filter(**{f"given__created{'' if word == 'exact' else f'__{word}'}": seconds})
    limit, backwards = params.get("limit", 10), "ending_before" in params
    if backwards:
        rows = rows.filter(pk__gt=_place(kind, params["ending_before"], "ending_before")).order_by("pk")
    else:
        rows = rows.order_by("-pk")
        if "starting_after" in params:
            rows = rows.filter(pk__lt=_place(kind, params["starting_after"], "starting_after"))
    data = _given(rows, limit + 1)
    has_more, data = len(data) > limit, data[:limit]
    return {"object": "list", "data": data[::-1] if backwards else data, "has_more": has_more, "url": url}


def _given(rows: QuerySet[StripeObject], most: int) -> list[Given]:
    return list(rows.values_list("given", flat=True)[:most])


def _place(kind: str, object_id: str, param: str) -> int:
    found = StripeObject.objects.filter(kind=kind, object_id=object_id).values_list("pk", flat=True).first()
    if found is None:
        raise missing_object(kind, object_id, param)
    return found
