"""Who organises, with whom, and who can log in. All of it is made up."""

from datetime import date

from demo.world.shape import MembershipData, OrganisationData, Role, Text, UserData

PASSWORD = "samenkomst-demo"  # noqa: S105 - printed by `make demo`, and only there
ACADEMIE = "samenkomst-academie"
OOSTERVEEN, DE_LINDE, BRIES = "gemeente-oosterveen", "kindcentrum-de-linde", "bureau-bries"
PLANROOSTER, BOEKENHUIS, SPEELMEUBEL = (
    "planrooster-westerkoog",
    "kinderboekenhuis-vlierbeek",
    "speelmeubel-zandwolde",
)


def organisations(today: date) -> tuple[OrganisationData, ...]:
    """Return the academy that sells, its three partners, and sponsors; its CRKBO entry holds for years."""
    academie = OrganisationData(
        slug=ACADEMIE,
        name="Samenkomst Academie",
        legal_name="Stichting Samenkomst Academie",
        kvk="71482093",
        vat_number="NL858232340B01",
        iban="NL93DEMO0123456789",
        crkbo_number="CRKBO-2019-04417",
        crkbo_valid_until=date(today.year + 4, 12, 31),
        street="Oudegracht 112",
        postcode="3511 AW",
        city="Utrecht",
        email="hallo@samenkomst.example",
        phone="030 123 45 67",
        phone_hours=Text("op werkdagen, 9.00–17.00 uur", "on working days, 9:00–17:00"),
        website="https://samenkomst.example/",
        accent="#6d2152",
        invoice_prefix="SA",
        about=Text(
            "Samenkomst Academie brengt mensen bij elkaar die over de grens van hun organisatie heen werken.",
            "Samenkomst Academie brings together people who work across the boundaries of their "
            "organisation.",
        ),
    )
    oosterveen = OrganisationData(
        slug=OOSTERVEEN,
        name="Gemeente Oosterveen",
        legal_name="Gemeente Oosterveen",
        kvk="99310427",
        oin="00000003993104270000",
        vat_number="NL858232534B01",
        street="Raadhuisplein 1",
        postcode="7791 CC",
        city="Oosterveen",
        email="info@oosterveen.example",
        phone="0593 12 34 56",
        website="https://oosterveen.example/",
        accent="#1f5b3a",
        about=Text(
            "Gemeente Oosterveen werkt al vijf jaar met bewoners en maatschappelijke partners in de "
            "wijkalliantie.",
            "The municipality of Oosterveen has worked with residents and partners in its "
            "neighbourhood alliance for five years.",
        ),
    )
    de_linde = OrganisationData(
        slug=DE_LINDE,
        name="Kindcentrum De Linde",
        legal_name="Stichting Kindcentrum De Linde",
        kvk="99274815",
        vat_number="NL858232728B01",
        street="Lindelaan 23",
        postcode="7792 KB",
        city="Oosterveen",
        email="welkom@delinde.example",
        phone="0593 65 43 21",
        website="https://delinde.example/",
        accent="#8a4b00",
        about=Text(
            "Kindcentrum De Linde is opvang, onderwijs en jeugdhulp onder één dak.",
            "Kindcentrum De Linde is childcare, school and youth support under one roof.",
        ),
    )
    bries = OrganisationData(
        slug=BRIES,
        name="Bureau Bries",
        legal_name="Bureau Bries B.V.",
        kvk="99180362",
        vat_number="NL858235250B01",
        street="Havenkade 6",
        postcode="8011 VR",
        city="Zwolle",
        email="post@bries.example",
        phone="038 765 43 21",
        website="https://bries.example/",
        accent="#14507a",
        about=Text(
            "Bureau Bries adviseert en begeleidt samenwerking in het publieke domein.",
            "Bureau Bries advises on collaboration in the public sector and guides it.",
        ),
    )
    return academie, oosterveen, de_linde, bries, *_sponsors()


def _sponsors() -> tuple[OrganisationData, ...]:
    return (
        OrganisationData(
            slug=PLANROOSTER,
            name="Planrooster Westerkoog",
            legal_name="Planrooster Westerkoog B.V.",
            kvk="99402718",
            vat_number="NL858235444B01",
            street="Sluisweg 14",
            postcode="1546 TR",
            city="Westerkoog",
            email="hallo@planrooster.example",
            phone="075 123 45 60",
            website="https://planrooster.example/",
            accent="#2d4a8a",
            about=Text("Roosters voor de kinderopvang.", "Rosters for childcare."),
        ),
        OrganisationData(
            slug=BOEKENHUIS,
            name="Kinderboekenhuis Vlierbeek",
            legal_name="Kinderboekenhuis Vlierbeek V.O.F.",
            kvk="99356041",
            vat_number="NL858235638B01",
            street="Beekstraat 9",
            postcode="7384 GD",
            city="Vlierbeek",
            email="winkel@boekenhuis.example",
            phone="055 123 45 61",
            website="https://boekenhuis.example/",
            accent="#7a3b10",
            about=Text("Prentenboeken voor de groep.", "Picture books for the group."),
        ),
        OrganisationData(
            slug=SPEELMEUBEL,
            name="Speelmeubel Zandwolde",
            legal_name="Speelmeubel Zandwolde B.V.",
            kvk="99218853",
            vat_number="NL858238160B01",
            street="Houtweg 52",
            postcode="7957 BA",
            city="Zandwolde",
            email="post@speelmeubel.example",
            phone="0522 12 34 62",
            website="https://speelmeubel.example/",
            accent="#2f5d2f",
            about=Text("Meubels die tegen spelen kunnen.", "Furniture that stands up to play."),
        ),
    )


def users() -> tuple[UserData, ...]:
    """Return the accounts that `make demo` prints; all have the same password."""

    def at_the_academy(email: str, name: str, role: Role, *events: str) -> UserData:
        membership = MembershipData(organisation=ACADEMIE, role=role, events=events)
        return UserData(email=email, name=name, memberships=(membership,))

    return (
        at_the_academy("eigenaar@demo.example", "Renske Hofman", "owner"),
        at_the_academy("organisator@demo.example", "Ilse Brouwer", "organiser"),
        at_the_academy("financien@demo.example", "Peter Wolters", "finance"),
        at_the_academy("balie@demo.example", "Naomi van Dijk", "frontdesk"),
        at_the_academy(
            "trainer@demo.example",
            "Harm Oldenhuis",
            "trainer",
            "adaptief-samenwerken",
            "regie-op-gebiedsontwikkeling",
        ),
        UserData(
            email="partner@oosterveen.example",
            name="Ilse Verhagen",
            memberships=(MembershipData(organisation=OOSTERVEEN, role="partner"),),
        ),
        UserData(email="deelnemer@demo.example", name="Marieke van den Berg"),
    )
