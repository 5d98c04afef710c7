"""The fourteen speakers of Kracht van netwerken; some of them speak elsewhere too."""

from demo.world.parts import speaker

SPEAKERS = (
    speaker(
        "hanneke-terpstra",
        "Hanneke Terpstra",
        ("Hoogleraar bestuurskunde", "Professor of public administration"),
        "Hogeschool Noordstad",
        (
            "Hanneke onderzoekt al twintig jaar hoe organisaties samenwerken die elkaar niets te vertellen "
            "hebben. Zij schreef *De ruimte ertussen*.",
            "For twenty years Hanneke has studied how organisations collaborate when neither can tell the "
            "other what to do. She wrote *The space between*.",
        ),
    ),
    speaker(
        "mirjam-oosterhof",
        "Mirjam Oosterhof",
        ("Lector inclusief samenwerken", "Professor of inclusive collaboration"),
        "Hogeschool Noordstad",
        (
            "Mirjam kijkt naar wie er ontbreekt. Haar onderzoek laat zien wat een overleg mist als bewoners "
            "pas aan het einde aanschuiven.",
            "Mirjam looks at who is missing. Her research shows what a meeting lacks when residents only "
            "join at the end.",
        ),
    ),
    speaker(
        "bas-lindeboom",
        "Bas Lindeboom",
        ("Strateeg", "Strategist"),
        "Gemeente Oosterveen",
        (
            "Bas bracht vier gemeenten en een waterschap tot één gezamenlijke opdracht, en vertelt ook over "
            "de twee keer dat het niet lukte.",
            "Bas brought four municipalities and a water authority to one shared commission, and also tells "
            "about the two times it failed.",
        ),
    ),
    speaker(
        "noor-haddad",
        "Noor Haddad",
        ("Adviseur", "Consultant"),
        "Bureau Bries",
        (
            "Noor tekent netwerken, met potlood en op behang. Wie met haar werkt, ziet binnen een uur waar "
            "het gesprek vastzit.",
            "Noor draws networks, in pencil and on wallpaper. Within an hour of working with her you see "
            "where the conversation is stuck.",
        ),
    ),
    speaker(
        "jolanda-de-wit",
        "Jolanda de Wit",
        ("Directeur", "Director"),
        "Kindcentrum De Linde",
        (
            "Jolanda leidt een kindcentrum waar opvang, school en wijkteam dezelfde koffiekamer delen.",
            "Jolanda runs a children's centre where childcare, school and the neighbourhood team share one "
            "coffee room.",
        ),
    ),
    speaker(
        "tjeerd-hofstra",
        "Tjeerd Hofstra",
        ("Zelfstandig netwerkregisseur", "Independent network convenor"),
        "",
        (
            "Tjeerd werkt zonder mandaat en zonder budget. Hij noemt dat zijn belangrijkste hulpmiddelen.",
            "Tjeerd works without a mandate and without a budget. He calls these his most important tools.",
        ),
    ),
    speaker(
        "soraya-benali",
        "Soraya Benali",
        ("Adviseur crisisbeheersing", "Crisis management adviser"),
        "Veiligheidsregio Oosterveen",
        (
            "Soraya oefent met diensten die elkaar pas kennen als het misgaat. Zij weet wat tien minuten "
            "vooraf schelen.",
            "Soraya trains services that only get to know each other when things go wrong. She knows the "
            "difference ten minutes beforehand can make.",
        ),
    ),
    speaker(
        "annelies-kuipers",
        "Annelies Kuipers",
        ("Jurist", "Lawyer"),
        "Bureau Bries",
        (
            "Annelies schrijft samenwerkingsafspraken van één bladzijde, en laat zien waarom de andere "
            "dertig niet nodig zijn.",
            "Annelies writes agreements that fit on one page, and shows why the other thirty are not needed.",
        ),
    ),
    speaker(
        "kees-doornbos",
        "Kees Doornbos",
        ("Bewoner en medeoprichter", "Resident and co-founder"),
        "Wijkbedrijf De Es",
        (
            "Kees begon met een moestuin achter het buurthuis. Nu werken er veertig mensen uit de wijk.",
            "Kees began with a vegetable garden behind the community centre. Now forty people from the "
            "neighbourhood work there.",
        ),
    ),
    speaker(
        "ria-doornbos",
        "Ria Doornbos",
        ("Bewoner en medeoprichter", "Resident and co-founder"),
        "Wijkbedrijf De Es",
        (
            "Ria doet de boekhouding van het wijkbedrijf en kent van elke subsidie de kleine letters.",
            "Ria keeps the accounts of the neighbourhood company and knows the small print of every grant.",
        ),
    ),
    speaker(
        "ineke-strating",
        "Ineke Strating",
        ("Wethouder sociaal domein", "Alderman for social affairs"),
        "Gemeente Oosterveen",
        (
            "Ineke tekende vijf jaar geleden voor een alliantie waarin de gemeente niet de baas is.",
            "Five years ago Ineke signed up to an alliance in which the municipality is not in charge.",
        ),
    ),
    speaker(
        "marleen-van-der-heijden",
        "Marleen van der Heijden",
        ("Secretaris van drie netwerken", "Secretary to three networks"),
        "Regio Vlierbeek",
        (
            "Marleen maakt de agenda, belt na en onthoudt wat er is afgesproken. Zonder haar valt een "
            "netwerk stil.",
            "Marleen makes the agenda, calls people back and remembers what was agreed. Without her a "
            "network falls silent.",
        ),
    ),
    speaker(
        "ruud-van-amerongen",
        "Ruud van Amerongen",
        ("Privacyjurist", "Privacy lawyer"),
        "",
        (
            "Ruud zegt vaker ja dan u van een privacyjurist verwacht, en legt uit onder welke voorwaarden.",
            "Ruud says yes more often than you expect of a privacy lawyer, and explains on which conditions.",
        ),
    ),
    speaker(
        "ilse-verhagen",
        "Ilse Verhagen",
        ("Gebiedsmanager", "Area manager"),
        "Gemeente Oosterveen",
        (
            "Ilse ontwikkelde het havengebied samen met drie ondernemersverenigingen die elkaar eerst niet "
            "spraken.",
            "Ilse developed the harbour area with three business associations that at first did not speak "
            "to each other.",
        ),
    ),
)
