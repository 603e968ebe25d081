"""Finding help: everyday words to topics, topics to offers, and whether somebody is there now. No learning."""
