"""The public page of an event: drawn once for each version, with its places put in at serving."""
