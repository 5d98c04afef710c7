"""Names for everybody who signs up: found by a number, so that each number is always the same person."""

from demo.world.companies import Company
from demo.world.shape import PersonData
from lib.folding import fold

GIVEN_NAMES = (
    "Marjolein", "Jan", "Fatima", "Pieter", "Annemarie", "Emre", "Sanne", "Willem", "Naima", "Bart",
    "Joke", "Rachid", "Tineke", "Sander", "Dilara", "Koen", "Zoë", "Anouk", "Gerrit-Jan", "Chiara",
    "Menno", "Esther", "Hugo", "Lotte", "Jeroen", "Sietske", "Youssef", "Inge", "Maarten", "Renée",
    "Thijs", "Amina", "Wieke", "Joost", "Noëlle", "Hendrik", "Priya", "Frans", "José", "Karin",
    "Ömer", "Bregje", "Dirk", "Mariëlle", "Sjoerd", "Aïsha", "Floor", "Gijs", "Veerle", "Ruben",
    "Nynke", "Stijn", "Petra", "Anne-Fleur", "Erik", "Jamila", "Casper", "Truus", "Björn",
)  # fmt: skip
SURNAMES = (
    "van den Berg", "Visser", "de Vries", "el Amrani", "van der Meulen-Hoekstra", "Aydin", "Bakhuis", "de Boer",
    "Achahbar", "ten Brink", "Akkerman", "van Beek", "Blom", "van ’t Hof", "Boersma", "Bos",
    "Bouwman", "Brandt", "Broekhuis", "Brons", "in ’t Veld", "Dijkstra", "van Dam", "op den Kamp",
    "Haverkort", "Güler", "de Jong-Postma", "Kuiper", "Ligtenberg", "van de Ven", "Mulder", "Nijhof",
    "ter Horst", "Özdemir", "Postma", "Rietveld", "van Rossum", "Schipper", "Sørensen", "Smeets",
    "den Ouden", "Terlouw", "Timmer", "van Uffelen", "Vermeer", "de la Fuente", "Wielinga", "Wolff",
    "van der Zee", "Zijlstra", "Ramdin", "Núñez", "Hoogland", "d’Hondt", "Fransen", "Eijkman",
    "Čapek", "van der Wal", "Janssens", "Pronk", "Tuinstra", "Kanters", "Goosens", "Oosterhuis",
    "Lambregts", "Meijerink", "Nazari",
)  # fmt: skip
JOB_TITLES = {
    "government": ("Beleidsadviseur jeugd", "Projectleider", "Strategisch adviseur", "Wijkmanager", "Teamleider", ""),
    "childcare": ("Locatiemanager", "Pedagogisch coach", "Bestuurder", "Pedagogisch medewerker", "", "Planner"),
    "bureau": ("Adviseur", "Senior adviseur", "Partner", "Procesbegeleider"),
    "supplier": ("Eigenaar", "Accountmanager", "Productspecialist", ""),
    "society": ("Manager wonen", "Opbouwwerker", "Bestuurssecretaris", "", "Programmamanager", "Gebiedsregisseur"),
}  # fmt: skip

ASSISTANT = 15  # the colleague who signs others up and stays at the office


def name(number: int) -> str:
    """Return the name of person ``number``; the first 3,953 are all different."""
    return f"{GIVEN_NAMES[number * 23 % len(GIVEN_NAMES)]} {SURNAMES[number * 29 % len(SURNAMES)]}"


def colleague(company: Company, number: int) -> PersonData:
    """Return colleague ``number`` (from 0) of a company, always the same, with an address of the company."""
    person = company.number * 16 + number
    full = name(person)
    titles = JOB_TITLES[company.sector]
    return PersonData(
        name=full,
        email=f"{_mailbox(full)}@{company.domain}",
        organisation=company.name,
        job_title="Managementassistent" if number == ASSISTANT else titles[number % len(titles)],
    )


def private_person(number: int) -> PersonData:
    """Return somebody without an organisation."""
    full = name(2000 + number)
    return PersonData(name=full, email=f"{_mailbox(full)}@post.example")


def _mailbox(full: str) -> str:
    given, _, surname = full.partition(" ")
    return f"{fold(given)[0]}.{fold(surname).replace(' ', '')}"
