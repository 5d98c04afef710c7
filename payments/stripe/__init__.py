"""Stripe: asked through its own client, by the rules of hosted Checkout."""
