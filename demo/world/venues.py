"""Where the demo's events take place: buildings that do not exist, in cities that do."""

from demo.world.shape import RoomData, Text, VenueData

GRAANSILO, ELZENHOF, ZEILMAKERSHUIS = "de-graansilo", "buitenplaats-elzenhof", "het-zeilmakershuis"
BLOEMENHAL, WIJKPLAATS = "de-bloemenhal", "wijkplaats-de-es"


def room(slug: str, nl: str, en: str, seats: int) -> RoomData:
    """Return a room with a name in both languages."""
    return RoomData(slug=slug, name=Text(nl, en), seats=seats)


def venue(slug: str) -> VenueData:
    """Return one building. Raises KeyError if there is none of that name."""
    return {place.slug: place for place in venues()}[slug]


def venues() -> tuple[VenueData, ...]:
    """Return every building with its rooms."""
    return (
        VenueData(
            slug=GRAANSILO,
            name="De Graansilo",
            street="Katwolderhaven 8",
            postcode="8011 VX",
            city="Zwolle",
            travel=Text(
                "Van station Zwolle loopt u in 12 minuten langs het water. Met de auto parkeert u bij garage "
                "Katwolde (€ 12,50 per dag). Fietsen staan binnen.",
                "From Zwolle station it is a 12-minute walk along the water. By car, park at the Katwolde "
                "garage (€ 12.50 a day). There is room for bicycles indoors.",
            ),
            accessibility=Text(
                "Alle zalen zijn drempelvrij en er is een ringleiding in de grote zaal. Hebt u iets nodig? "
                "Geef het door via de link in uw bevestiging, dan bellen we u.",
                "All rooms are step-free and the main hall has a hearing loop. Do you need anything? Tell us "
                "through the link in your confirmation and we will call you.",
            ),
            rooms=(
                room("grote-zaal", "Grote zaal", "Main hall", 420),
                room("zaal-1", "Zaal 1", "Room 1", 140),
                room("zaal-2", "Zaal 2", "Room 2", 120),
                room("atelier", "Atelier", "Studio", 24),
                room("zaal-4", "Zaal 4", "Room 4", 130),
                room("foyer", "Foyer", "Foyer", 420),
            ),
        ),
        VenueData(
            slug=ELZENHOF,
            name="Buitenplaats Elzenhof",
            street="Elzenlaan 3",
            postcode="3971 LK",
            city="Driebergen",
            travel=Text(
                "Vanaf station Driebergen-Zeist is het een kwartier lopen door het park. Met de auto volgt "
                "u de borden Elzenhof; parkeren is gratis en er zijn vier laadpalen.",
                "From Driebergen-Zeist station it is a fifteen-minute walk through the park. By car, follow "
                "the signs to Elzenhof; parking is free and there are four charging points.",
            ),
            accessibility=Text(
                "De tuinzaal en de lunchruimte zijn gelijkvloers. Voor de bovenzaal is er een lift. Het pad "
                "vanaf het station is verhard.",
                "The garden room and the lunch room are on the ground floor. There is a lift to the upper "
                "room. The path from the station is paved.",
            ),
            rooms=(
                room("tuinzaal", "Tuinzaal", "Garden room", 24),
                room("bovenzaal", "Bovenzaal", "Upper room", 16),
            ),
        ),
        VenueData(
            slug=ZEILMAKERSHUIS,
            name="Het Zeilmakershuis",
            street="Vaartsestraat 41",
            postcode="3521 BC",
            city="Utrecht",
            travel=Text(
                "Het Zeilmakershuis ligt op acht minuten lopen van station Utrecht Vaartsche Rijn. Parkeren "
                "kan in de straat (betaald), maar de trein is sneller.",
                "Het Zeilmakershuis is an eight-minute walk from Utrecht Vaartsche Rijn station. There is "
                "paid parking in the street, but the train is quicker.",
            ),
            accessibility=Text(
                "De ingang is drempelvrij en beide zalen liggen op de begane grond. Een assistentiehond is "
                "welkom.",
                "The entrance is step-free and both rooms are on the ground floor. Assistance dogs are "
                "welcome.",
            ),
            rooms=(
                room("zolder", "Zeilzolder", "Sail loft", 190),
                room("werkplaats", "Werkplaats", "Workshop", 40),
            ),
        ),
        VenueData(
            slug=BLOEMENHAL,
            name="De Bloemenhal",
            street="Kwekerijweg 20",
            postcode="3812 PM",
            city="Amersfoort",
            travel=Text(
                "Vanaf station Amersfoort Schothorst rijdt elk kwartier een pendelbus. Met de auto neemt u "
                "afslag 8; parkeren op het terrein kost € 7,50 per dag.",
                "A shuttle bus leaves Amersfoort Schothorst station every fifteen minutes. By car, take "
                "exit 8; parking on site is € 7.50 a day.",
            ),
            accessibility=Text(
                "De hal is overal drempelvrij, de gangen tussen de stands zijn drie meter breed en er is een "
                "prikkelarme ruimte naast de ingang.",
                "The hall is step-free throughout, the aisles between the stands are three metres wide and "
                "there is a quiet room beside the entrance.",
            ),
            rooms=(
                room("podium", "Podium", "Main stage", 300),
                room("kas", "De Kas", "The Glasshouse", 80),
                room("beursvloer", "Beursvloer", "Exhibition floor", 900),
            ),
        ),
        VenueData(
            slug=WIJKPLAATS,
            name="Wijkplaats De Es",
            street="Brinkstraat 64",
            postcode="7791 DE",
            city="Oosterveen",
            travel=Text(
                "De bus van 8.42 uur vanaf station Oosterveen stopt voor de deur. Fietsen kunt u lenen bij "
                "de stalling; parkeren is gratis op de Brink.",
                "The 8:42 bus from Oosterveen station stops in front of the door. Bicycles can be borrowed "
                "at the cycle park; parking on the Brink is free.",
            ),
            accessibility=Text(
                "De wijkplaats is drempelvrij. Van de drie wandelingen is de route door de Kleine Es "
                "geschikt voor rolstoel en rollator.",
                "The building is step-free. Of the three walks, the route through the Kleine Es suits "
                "wheelchairs and walkers.",
            ),
            rooms=(
                room("buurtkamer", "Buurtkamer", "Community room", 60),
                room("keuken", "Keuken", "Kitchen", 24),
                room("plein", "Plein", "Square", 60),
            ),
        ),
    )
