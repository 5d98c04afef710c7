"""Routes of discounts and members."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from workspace.views import discounts, members

discount_patterns: list[URLPattern] = [
    path(_("<slug:organisation>/events/<slug:slug>/discounts/"), discounts.discounts, name="discounts"),
    path(
        _("<slug:organisation>/events/<slug:slug>/discounts/new/<slug:kind>/"),
        discounts.discount_new,
        name="discount_new",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/discounts/<int:rule_id>/"),
        discounts.discount,
        name="discount",
    ),
    path(_("<slug:organisation>/members/"), members.members, name="members"),
    path(_("<slug:organisation>/members/new/"), members.member_new, name="member_new"),
    path(_("<slug:organisation>/members/<int:member_id>/"), members.member, name="member"),
]
