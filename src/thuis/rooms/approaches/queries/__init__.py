"""Reading the room."""
