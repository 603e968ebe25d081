"""What students and staff name as helping: elements, approaches, recommendations, and the words for them."""
