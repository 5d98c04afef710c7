"""The practical texts that stand at the foot of each event's page."""

from decimal import Decimal

from demo.world.shape import CancellationData, PracticalText, Text, VenueData

# Until two weeks before: a fee for each person; from then on all of it.
LAST_DAY_FOR_THE_FEE = 14
LONG_BEFORE = 999


def fee_then_all(fee: str) -> tuple[CancellationData, ...]:
    """Return the rule of most events: ``fee`` euros without VAT until two weeks before, then all."""
    return (
        CancellationData(days_before=LONG_BEFORE, fee=Decimal(fee)),
        CancellationData(days_before=LAST_DAY_FOR_THE_FEE - 1, percent=Decimal(100)),
    )


def practical(venue: VenueData, catering: Text, replacing: Text) -> tuple[PracticalText, ...]:
    """Return the four texts in the order in which people look for them."""
    return (
        PracticalText(title=Text("Bereikbaarheid", "Getting there"), body=venue.travel),
        PracticalText(title=Text("Toegankelijkheid", "Accessibility"), body=venue.accessibility),
        PracticalText(title=Text("Eten en drinken", "Food and drinks"), body=catering),
        PracticalText(title=Text("Vervangen of annuleren", "Replacing or cancelling"), body=replacing),
    )
