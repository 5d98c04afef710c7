"""Measurements, as ratios inside one run: ``python -m bench [--in FOLDER] [name …]``."""
