"""All reads of this room: `rounds`, and `visits` of students who came in by a link."""
