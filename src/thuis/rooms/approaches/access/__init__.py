"""Who may do what with approaches, a file per part."""
