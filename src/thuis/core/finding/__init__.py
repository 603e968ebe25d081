"""Finding help: everyday words to topics, topics to offers, and who is there now. No learning."""
