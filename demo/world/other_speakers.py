"""Trainers and speakers who are not at Kracht van netwerken."""

from demo.world.parts import speaker

SPEAKERS = (
    speaker(
        "harm-oldenhuis",
        "Harm Oldenhuis",
        ("Trainer", "Trainer"),
        "Samenkomst Academie",
        (
            "Harm was wijkagent, procesbegeleider en kok. Hij begint elke dag met de vraag wat er sinds de "
            "vorige keer is veranderd.",
            "Harm was a community police officer, a facilitator and a cook. He begins each day by asking "
            "what has changed since the last.",
        ),
    ),
    speaker(
        "linda-zwaneveld",
        "Linda Zwaneveld",
        ("Trainer en actrice", "Trainer and actress"),
        "Bureau Bries",
        (
            "Linda oefent gesprekken tot ze gevoerd kunnen worden.",
            "Linda practises conversations until they can be had.",
        ),
    ),
    speaker(
        "roos-van-tilborg",
        "Roos van Tilborg",
        ("Landschapsarchitect", "Landscape architect"),
        "",
        (
            "Roos ontwierp het hof van de Kleine Es met de bewoners, aan hun eigen keukentafels.",
            "Roos designed the court of the Kleine Es with its residents, at their own kitchen tables.",
        ),
    ),
    speaker(
        "wouter-in-t-veld",
        "Wouter in ’t Veld",
        ("Planeconoom", "Planning economist"),
        "Regio Vlierbeek",
        (
            "Wouter legt grondexploitaties uit aan raadsleden, en nu ook aan u.",
            "Wouter explains development accounts to councillors, and now to you.",
        ),
    ),
    speaker(
        "samira-el-idrissi",
        "Samira el Idrissi",
        ("Directeur", "Head teacher"),
        "Daltonschool De Es",
        (
            "Samira haalde het hek weg en kreeg er een wijk voor terug.",
            "Samira took the fence away and got a neighbourhood in return.",
        ),
    ),
    speaker(
        "carolien-ypma",
        "Carolien Ypma",
        ("Pedagoog", "Pedagogue"),
        "Hogeschool Noordstad",
        (
            "Carolien onderzoekt rust op de groep, en hoeveel er nodig is.",
            "Carolien studies calm in the group, and how much of it is needed.",
        ),
    ),
    speaker(
        "mehmet-celik",
        "Mehmet Çelik",
        ("Directeur", "Director"),
        "Kinderopvang Zandwolde",
        (
            "Mehmet leidt elf locaties en werkt elke vrijdag zelf op een groep.",
            "Mehmet runs eleven locations and works in a group himself every Friday.",
        ),
    ),
    speaker(
        "femke-brandsma",
        "Femke Brandsma",
        ("Adviseur personeel en rooster", "Adviser on staff and rosters"),
        "",
        (
            "Femke maakt roosters waar mensen blij van worden, met potlood en gum.",
            "Femke makes rosters that please people, with pencil and eraser.",
        ),
    ),
    speaker(
        "desiree-pinas",
        "Desirée Pinas",
        ("Locatiemanager", "Location manager"),
        "Kindcentrum De Linde",
        (
            "Desirée liet de peuters de tuin ontwerpen. Er is nu minder gras en meer modder.",
            "Desirée had the toddlers design the garden. There is less grass now and more mud.",
        ),
    ),
)
