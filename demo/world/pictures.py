"""What stands on the pictures of the demo's events and series, for whoever cannot see them."""

from dataclasses import dataclass

from demo.world.shape import Text


@dataclass(frozen=True, kw_only=True)
class PictureData:
    """A drawing (its name in demo.building.drawings) for whatever has a slug that begins so."""

    begins: str
    drawing: str
    alt: Text


PICTURES = (
    PictureData(
        begins="kracht-van-netwerken",
        drawing="circles",
        alt=Text(
            "Tekening: een rij doorzichtige cirkels die elkaar overlappen.",
            "Drawing: a row of transparent circles that overlap.",
        ),
    ),
    PictureData(
        begins="ruimte-voor-de-wijk",
        drawing="houses",
        alt=Text(
            "Tekening: drie rijen huizen achter elkaar, met licht achter een paar ramen en een lage zon.",
            "Drawing: three rows of houses, with light in a few windows and a low sun.",
        ),
    ),
    PictureData(
        begins="adaptief-samenwerken",
        drawing="river",
        alt=Text(
            "Tekening: golvende banen die met elkaar meebuigen, met een zon erboven.",
            "Drawing: waves that bend along with each other, under a sun.",
        ),
    ),
    PictureData(
        begins="regie-op-gebiedsontwikkeling",
        drawing="plots",
        alt=Text(
            "Tekening: akkers en bouwkavels van boven gezien, met een kanaal erdoorheen.",
            "Drawing: fields and building plots seen from above, with a canal through them.",
        ),
    ),
    PictureData(
        begins="dag-van-de-kinderopvang",
        drawing="blocks",
        alt=Text(
            "Tekening: rijen blokken met bogen, driehoeken, cirkels en halve cirkels.",
            "Drawing: rows of building blocks with arches, triangles, circles and halves of circles.",
        ),
    ),
    PictureData(
        begins="kennismakingsmiddag",
        drawing="tables",
        alt=Text(
            "Tekening: vier ronde tafels van boven gezien, met stoelen eromheen.",
            "Drawing: four round tables seen from above, with chairs around them.",
        ),
    ),
)
