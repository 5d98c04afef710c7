"""What stands in the demo, as plain data: no database, no framework, the same for the same day."""
