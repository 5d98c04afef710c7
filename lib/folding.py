"""Text made plain for searching and sorting: "José van den Bèrg" and "jose" meet."""

import unicodedata

# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ĸ": "k",
        "ł": "l",
        "ŋ": "n",
        "ø": "o",
        "œ": "oe",
        "ŧ": "t",
        "þ": "th",
        "ß": "ss",
    }
)


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, with anything but letters and digits as one space.

    Folding what was folded changes nothing. "Van 't Hof-Øster" becomes "van t hof oster".
    """
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(char for char in lowered if not unicodedata.combining(char))
    plain = bare.translate(_LETTERS)
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def sortable(text: str) -> str:
    """Return ``text`` folded for sorting byte by byte: word by word, marks inside a word left out.

    "Jansen-de Vries" becomes "jansende vries", so that it follows "Jansen" and "Jansen Bakker".
    """
    words = (fold(word).replace(" ", "") for word in text.split())
    return " ".join(word for word in words if word)
