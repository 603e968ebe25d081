"""Whether items measure one thing together, and whether judges agree."""
