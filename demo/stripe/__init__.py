"""A Stripe to try things on: a process of its own, with the part of Stripe's API that is used here.

The process (``python -m demo.stripe``) answers the API and sends the webhooks; the web server shows
the pages for people. Both work on the same tables, so either may be killed and nothing is lost.
Shapes and rules: Stripe's API reference and OpenAPI description of version 2026-08-26.dahlia.
"""
