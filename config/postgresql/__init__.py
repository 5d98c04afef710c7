"""PostgreSQL as Django's own backend has it, but for how a kept connection is known to be alive."""
