"""Open answers: collected apart, sorted into themes by two people, told as themes and quotes."""
