"""Everything a person touches. Nothing here is imported by models."""
