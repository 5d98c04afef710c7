"""Writing UBL elements by expressions: what is empty is left out (PEPPOL-EN16931-R008)."""

from decimal import Decimal
from typing import TypeAlias

from lxml import etree

Node: TypeAlias = etree._Element | None  # noqa: SLF001  lxml has no other name for it

SPACE = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC = f"{SPACE}CommonAggregateComponents-2"
CBC = f"{SPACE}CommonBasicComponents-2"


def document(kind: str, *children: Node) -> bytes:
    """Return a UBL document as UTF-8, ``kind`` being Invoice or CreditNote."""
    space = f"{SPACE}{kind}-2"
    spaces = {None: space, "cac": CAC, "cbc": CBC}
    root = etree.Element(f"{{{space}}}{kind}", nsmap=spaces)  # type: ignore[arg-type]  # None is the default
    root.extend(child for child in children if child is not None)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def group(name: str, *children: Node) -> Node:
    """Return the aggregate ``cac:name`` with the children that are there, None without any."""
    present = [child for child in children if child is not None]
    if not present:
        return None
    element = etree.Element(f"{{{CAC}}}{name}")
    element.extend(present)
    return element


def text(name: str, value: str, **attributes: str) -> Node:
    """Return ``cbc:name``, None for an empty value."""
    if not value:
        return None
    element = etree.Element(f"{{{CBC}}}{name}", attributes)
    element.text = value
    return element


def money(name: str, amount: Decimal, currency: str) -> Node:
    """Return an amount with two places (BR-DEC-*); a price may have up to six."""
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    return text(name, f"{amount:.{places}f}", currencyID=currency)


def number(value: Decimal) -> str:
    """Return a quantity or percentage without needless zeros: 21.00 as 21."""
    return f"{value.normalize():f}"
