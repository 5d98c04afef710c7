"""Why no VAT is charged, in the words that stand on invoices (BT-120) and their codes (BT-121)."""

REASONS: dict[str, tuple[str, str]] = {
    "S": ("", ""),
    "E": ("Vrijgesteld van btw (art. 11 lid 1 onderdeel o Wet OB 1968)", "VATEX-EU-132-1I"),
    "AE": ("Btw verlegd", "VATEX-EU-AE"),
    "Z": ("", ""),
    "O": ("Niet onderworpen aan btw", "VATEX-EU-O"),
}


def reason_for(category: str) -> str:
    """The sentence for a VAT category (EN 16931 code); empty where VAT is charged."""
    return REASONS[category][0]
