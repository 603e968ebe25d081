"""What keeps an installation safe: copies, a way back, and how it goes."""
