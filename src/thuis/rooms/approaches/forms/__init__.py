"""What is typed about approaches, a file per part."""
