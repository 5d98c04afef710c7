"""Reads across apps, one file per question; each takes the actor."""
