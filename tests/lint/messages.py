"""What the code and the templates ask gettext for, found without gettext."""

import ast
import re
from collections.abc import Container, Iterator

from django.utils.translation.template import templatize

from tests.lint.sources import Source

Message = tuple[str | None, str]  # context, English
FUNCTIONS = {  # name: positions of context, message
    "_": (None, 0),
    "gettext": (None, 0),
    "gettext_lazy": (None, 0),
    "gettext_noop": (None, 0),
    "ngettext": (None, 0),
    "ngettext_lazy": (None, 0),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
    "npgettext": (0, 1),
    "npgettext_lazy": (0, 1),
}
STRING = r"""u?((?:'(?:[^'\\]|\\.)*')|(?:"(?:[^"\\]|\\.)*"))"""
CALL = r"\b(gettext|ngettext|pgettext|npgettext|_)\("
IN_TEMPLATE = re.compile(rf"{CALL}\s*{STRING}(?:\s*,\s*{STRING})?", re.DOTALL)


def in_code(source: Source, names: Container[str] = FUNCTIONS) -> Iterator[Message]:
    """Yield what is asked for by the functions with these ``names``."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        if name in FUNCTIONS and name in names:
            context, message = FUNCTIONS[name]
            texts = [part.value if isinstance(part, ast.Constant) else None for part in node.args]
            if len(texts) > message and isinstance(texts[message], str):
                where = None if context is None else str(texts[context])
                yield where, str(texts[message])


def in_template(source: Source, names: Container[str] = FUNCTIONS) -> Iterator[Message]:
    """Yield what is asked for by the functions with these ``names``."""
    for match in IN_TEMPLATE.finditer(templatize(source.text, origin=source.path)):
        if match[1] not in names:
            continue
        first = ast.literal_eval(match[2])
        if match[1].startswith(("p", "np")):
            yield first, ast.literal_eval(match[3])
        else:
            yield None, first
