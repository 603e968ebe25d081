"""Page objects of this room: `answering` for students, `letters`, `rounds` for colleagues."""
