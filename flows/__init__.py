"""Writes across apps, one file per story; the only code that opens a transaction."""
