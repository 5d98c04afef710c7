"""Programmes that were made elsewhere, and how they become drafts of an event."""
