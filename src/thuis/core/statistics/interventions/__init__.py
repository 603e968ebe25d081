"""Before and after, with and without: differences in differences that admit how few programmes there are."""
