"""All writes of this room: `rounds` for colleagues, `answering` for students."""
