"""Values for a template."""


class Shown:
    """Attributes that a template finds at once: it asks for ``value[name]`` before ``value.name``.

    Drawing a page asks some thousand times, and each refused first try costs as much as the answer.
    """

    __getitem__ = object.__getattribute__
