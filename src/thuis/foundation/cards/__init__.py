"""Cards of released figures: what every room with figures shows, prints and gives along in the same way."""
