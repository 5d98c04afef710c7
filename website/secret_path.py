"""What stands in the address of a page for whoever holds its link."""


class SecretPath:
    """A secret, a reference, an invoice number or a session of Stripe: letters, digits, - and _ only.

    Anything else, such as a NUL that PostgreSQL would refuse, is no such page.
    """

    regex = "[A-Za-z0-9_-]{1,128}"

    def to_python(self, value: str) -> str:
        """The text itself."""
        return value

    def to_url(self, value: str) -> str:
        """The text itself."""
        return value
