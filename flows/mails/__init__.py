"""Mails in the words of each story, as plain values for notifications."""
