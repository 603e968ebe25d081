"""Pages of released figures on participation: words, cards, and the page around them."""
