"""Rules of the trade as plain functions: no models, no settings, and no app is imported here."""
