"""The organisations that sign their people up: municipalities, childcare, bureaus, suppliers."""

from dataclasses import dataclass
from typing import Literal, cast

from demo.world.shape import BillingData

Sector = Literal["government", "childcare", "bureau", "society", "supplier"]


@dataclass(frozen=True)
class Company:
    """An organisation that pays; ``order`` is how its purchase order numbers look, if it has them."""

    number: int
    name: str
    domain: str
    sector: Sector
    street: str
    postcode: str
    city: str
    order: str = ""
    attention: str = ""

    @property
    def kvk(self) -> str:
        """Eight digits in a range that the trade register has not given out."""
        return _REGISTERED.get(self.name) or f"99{500000 + self.number * 7919:06}"

    def billing(self) -> BillingData:
        """Return what its assistant types under "Factuurgegevens"."""
        government = self.sector == "government"
        return BillingData(
            organisation=self.name,
            attention=self.attention,
            street=self.street,
            postcode=self.postcode,
            city=self.city,
            kvk=self.kvk,
            oin=f"00000003{self.kvk}0000" if government else "",
            email=f"{'crediteuren' if government else 'facturen'}@{self.domain}",
        )


_REGISTERED = {  # those that are organisations of the demo as well
    "Gemeente Oosterveen": "99310427",
    "Kindcentrum De Linde": "99274815",
    "Bureau Bries": "99180362",
    "Planrooster Westerkoog": "99402718",
    "Kinderboekenhuis Vlierbeek": "99356041",
    "Speelmeubel Zandwolde": "99218853",
}
# name | domain | sector | street | postcode | city | how its order numbers look | attention
_TABLE = """\
Gemeente Oosterveen | oosterveen.example | government | Postbus 100 | 7790 AA | Oosterveen | PB-{year}-{n:04} | Crediteurenadministratie
Gemeente Westerkoog | westerkoog.example | government | Postbus 45 | 1540 AB | Westerkoog | INK-{n:05} | Crediteurenadministratie
Gemeente Zandwolde | zandwolde.example | government | Postbus 7 | 7950 AC | Zandwolde | GZ {n} | Team financiën
Gemeente Noorderhagen | noorderhagen.example | government | Stadhuisplein 2 | 9870 TB | Noorderhagen | 4500{n:06} |
Gemeente Duinrade | duinrade.example | government | Postbus 310 | 2170 AH | Duinrade | VPL{n:06} | Factuurverwerking
Gemeente Meerwolde | meerwolde.example | government | Gemeentehuisweg 1 | 8620 JK | Meerwolde |  |
Waterschap Vlierbeek | waterschapvlierbeek.example | government | Dijkstraat 80 | 7385 AK | Vlierbeek | 45001{n:05} |
Waterschap Reestdal | reestdal.example | government | Postbus 60 | 7940 AB | Reestdal | RD-{n:05} | Crediteuren
Regio Vlierbeek | regiovlierbeek.example | government | Marktplein 12 | 7384 AM | Vlierbeek |  |
Veiligheidsregio Oosterveen | vroosterveen.example | government | Brandweerlaan 3 | 7793 LD | Oosterveen | VRO-{n:06} |
Kindcentrum De Linde | delinde.example | childcare | Lindelaan 23 | 7792 KB | Oosterveen |  |
Kinderopvang Zandwolde | kinderopvangzandwolde.example | childcare | Schoolstraat 11 | 7951 CD | Zandwolde | KZ{n:04} | Administratie
Speelhuis Westerkoog | speelhuis.example | childcare | Molenweg 5 | 1541 RT | Westerkoog |  |
Gastouderbureau Duinrade | gastouders.example | childcare | Zeeweg 29 | 2171 NP | Duinrade |  |
Kinderopvang Meerwolde | kinderopvangmeerwolde.example | childcare | Waterlaan 17 | 8621 EZ | Meerwolde |  |
Kindcentrum Reestdal | kcreestdal.example | childcare | Hoofdstraat 140 | 7941 AX | Reestdal |  |
Peuterplein Noorderhagen | peuterplein.example | childcare | Kerkstraat 8 | 9871 BE | Noorderhagen |  |
Buitenschoolse opvang Vlierbeek | bsovlierbeek.example | childcare | Bosrand 2 | 7386 HJ | Vlierbeek |  |
Bureau Bries | bries.example | bureau | Havenkade 6 | 8011 VR | Zwolle |  |
Van Beek Advies | vanbeekadvies.example | bureau | Singel 210 | 3512 HG | Utrecht |  |
Haverkort en Timmer | haverkorttimmer.example | bureau | Emmastraat 31 | 6828 AR | Arnhem |  |
Oude Wesselink Procesbegeleiding | oudewesselink.example | bureau | Veldweg 4 | 7543 CC | Enschede |  |
Studio Wijkwerk Duinrade | wijkwerk.example | bureau | Havenstraat 77 | 2172 GB | Duinrade |  |
Ligtenberg Stedenbouw | ligtenberg.example | bureau | Turfsingel 19 | 9712 KH | Groningen |  |
Stichting Welzijn Zandwolde | welzijnzandwolde.example | society | Dorpsplein 6 | 7952 AA | Zandwolde |  |
Woningcorporatie Het Baken | hetbaken.example | society | Kanaalstraat 55 | 7794 TR | Oosterveen | HB-{n:06} | Crediteuren
Zorggroep Het Anker | zorggroephetanker.example | society | Ankerplein 1 | 8012 KL | Zwolle | {year}-IB-{n:04} | Afdeling inkoop
Hogeschool Noordstad | noordstad.example | society | Campuslaan 100 | 9723 AB | Noordstad | HN-{n:05} | Finance
Wijkbedrijf De Es | wijkbedrijf.example | society | Brinkstraat 64 | 7791 DE | Oosterveen |  |
Ondernemersvereniging Westerkoog | ovwesterkoog.example | society | Sluisweg 2 | 1546 TA | Westerkoog |  |
Bibliotheek Meerwolde | bibliotheekmeerwolde.example | society | Leeskade 3 | 8622 BD | Meerwolde |  |
Sportkoepel Noorderhagen | sportkoepel.example | society | Sportlaan 90 | 9872 PC | Noorderhagen |  |
Planrooster Westerkoog | planrooster.example | supplier | Sluisweg 14 | 1546 TR | Westerkoog | PR{n:04} |
Kinderboekenhuis Vlierbeek | boekenhuis.example | supplier | Beekstraat 9 | 7384 GD | Vlierbeek |  |
Speelmeubel Zandwolde | speelmeubel.example | supplier | Houtweg 52 | 7957 BA | Zandwolde |  | Administratie
Opleidingshuis Noordstad | opleidingshuis.example | supplier | Campuslaan 12 | 9723 AC | Noordstad | OH-{year}-{n:03} |
Buitenspel Reestdal | buitenspel.example | supplier | Bosweg 71 | 7942 KG | Reestdal |  |
Ouderapp Duinrade | ouderapp.example | supplier | Zeeweg 3 | 2171 NA | Duinrade |  |
Luierdienst Meerwolde | luierdienst.example | supplier | Industrieweg 15 | 8623 DD | Meerwolde |  |
Tuinmakers Oosterveen | tuinmakers.example | supplier | Kwekerslaan 40 | 7795 GT | Oosterveen |  |
Gezonde Hap Noorderhagen | gezondehap.example | supplier | Marktstraat 22 | 9870 AD | Noorderhagen | GH{n:04} |
Knutselgroothandel Vlierbeek | knutsel.example | supplier | Loodsweg 8 | 7388 PB | Vlierbeek |  | Crediteuren
"""


def _company(number: int, row: str) -> Company:
    name, domain, sector, street, postcode, city, order, attention = (part.strip() for part in row.split("|"))
    return Company(number, name, domain, cast(Sector, sector), street, postcode, city, order, attention)


COMPANIES = tuple(_company(number, row) for number, row in enumerate(_TABLE.splitlines()))


def in_sectors(*sectors: Sector) -> tuple[Company, ...]:
    """Return the companies of these sectors, in order."""
    return tuple(company for company in COMPANIES if company.sector in sectors)
