"""The product's web server, but that it draws every page of an event anew."""

from config.wsgi import application
from website.event import kept

__all__ = ["application"]
kept.SECONDS = 0
