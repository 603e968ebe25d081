"""Views of this room: `answering` for students, `rounds` for colleagues."""
