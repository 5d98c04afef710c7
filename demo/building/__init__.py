"""Turns the plain data of ``demo.world`` into rows, through the same verbs and flows as visitors.

Everything may be done twice: what is there already stays as it is.
"""
