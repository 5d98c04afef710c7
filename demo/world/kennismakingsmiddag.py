"""The free afternoon: a congress of half a day that asks a name and an e-mail address."""

from datetime import date, time, timedelta
from decimal import Decimal

from demo.world.days import TUESDAY, first_free
from demo.world.parts import session
from demo.world.practical import practical
from demo.world.shape import DayData, EventData, Text, TicketData
from demo.world.venues import ZEILMAKERSHUIS, venue

SLUG, TICKET = "kennismakingsmiddag-netwerkorganisatie", "deelname"
SEATS = 180


def kennismakingsmiddag(today: date) -> EventData:
    """Return the afternoon: a Tuesday at least five weeks ahead."""
    day = first_free(today + timedelta(weeks=5), TUESDAY)
    return EventData(
        slug=SLUG,
        kind="congress",
        title=Text(
            "Kennismakingsmiddag netwerkorganisatie", "Introductory afternoon: the network organisation"
        ),
        lead=Text(
            "Een middag om te ontdekken wat werken in een netwerk u oplevert. Gratis, en u hoeft niets voor "
            "te bereiden.",
            "An afternoon to discover what working in a network brings you. Free, and there is nothing to "
            "prepare.",
        ),
        description=Text(
            "Werkt u vaker met mensen van buiten uw organisatie dan met collega’s? Dan werkt u al in een "
            "netwerk, ook al heet het zo niet. In één middag maakt u kennis met de manier van denken achter "
            "onze leergangen en congressen.\n\nU doet een oefening, hoort twee ervaringen en stelt al uw "
            "vragen. Daarna is er iets te drinken.",
            "Do you work with people from outside your organisation more often than with colleagues? Then "
            "you already work in a network, even if it is not called that. In one afternoon you meet the way "
            "of thinking behind our courses and congresses.\n\nYou do an exercise, hear two experiences and "
            "ask all your questions. Afterwards there are drinks.",
        ),
        audience=Text(
            "Iedereen die nieuwsgierig is naar werken in een netwerk",
            "Everyone who is curious about working in a network",
        ),
        venue=ZEILMAKERSHUIS,
        days=(DayData(date=day, start=time(13, 0), end=time(17, 30), seats=SEATS),),
        sessions=(
            session("break", "inloop", "13.00-13.30", ("Inloop", "Doors open"), room="werkplaats"),
            session(
                "plenary",
                "wat-is-een-netwerkorganisatie",
                "13.30-14.30",
                ("Wat is een netwerkorganisatie", "What is a network organisation"),
                (
                    "Harm Oldenhuis legt het uit met een bol touw. U houdt een van de draden vast.",
                    "Harm Oldenhuis explains it with a ball of string. You hold one of the threads.",
                ),
                room="zolder",
                speakers=("harm-oldenhuis",),
            ),
            session(
                "plenary",
                "twee-ervaringen",
                "14.45-15.45",
                ("Twee ervaringen", "Two experiences"),
                (
                    "Een gemeente en een kindcentrum vertellen wat er veranderde, en wat gelukkig bleef.",
                    "A municipality and a children's centre tell what changed, and what luckily stayed.",
                ),
                room="zolder",
                speakers=("bas-lindeboom", "jolanda-de-wit"),
            ),
            session(
                "plenary",
                "uw-vragen",
                "16.00-16.45",
                ("Uw vragen", "Your questions"),
                (
                    "Aan tafels van acht, met iemand die het al eens deed.",
                    "At tables of eight, with somebody who has done it before.",
                ),
                room="zolder",
            ),
            session("break", "borrel", "16.45-17.30", ("Iets te drinken", "Drinks"), room="werkplaats"),
        ),
        tickets=(
            TicketData(
                slug=TICKET,
                title=Text("Deelname", "Admission"),
                about=Text("De hele middag, gratis.", "The whole afternoon, free of charge."),
                price=Decimal("0.00"),
                vat="21",
            ),
        ),
        texts=practical(
            venue(ZEILMAKERSHUIS),
            Text(
                "Koffie, thee en een hapje bij de borrel.",
                "Coffee, tea and a bite with the drinks.",
            ),
            Text(
                "Kunt u toch niet? Meld u af via de link in uw bevestiging, dan kan een ander komen.",
                "Can you not come after all? Sign off through the link in your confirmation, so that "
                "somebody else can.",
            ),
        ),
        most_per_sign_up=20,
    )
