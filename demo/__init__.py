"""The demo: a small believable world, its mailbox and its clock. Imported by no other part."""
