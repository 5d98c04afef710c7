"""A form that shows every kind of field on the style page, right and wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _


class StyleForm(forms.Form):
    name = forms.CharField(label=_("Name"), widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("Email address for the invoice"),
        help_text=_("Often this is the address of accounts payable."),
        error_messages={
            "invalid": _("Fill in a complete email address, for example facturen@westerkoog.example.")
        },
    )
    order_number = forms.CharField(
        label=_("Purchase order number"),
        help_text=_("Does your organisation ask for a number on the invoice? Fill it in here."),
        required=False,
    )
    country = forms.ChoiceField(label=_("Country"), choices=[("NL", "Nederland"), ("BE", "België")])
    remarks = forms.CharField(label=_("Remarks"), required=False, widget=forms.Textarea({"rows": 3}))
    diet = forms.ChoiceField(
        label=_("Diet"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("none", _("No wishes")), ("vegan", _("Vegan"))],
    )
    terms = forms.BooleanField(
        label=_("I agree with the general terms and conditions"),
        error_messages={"required": _("Tick the box if you agree. Without it we cannot register you.")},
    )
