"""Everything that changes approaches, a file per part."""
