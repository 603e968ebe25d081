"""Page objects of the room."""
