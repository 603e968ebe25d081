"""What may be shown of a round: cells, noise, suppression, and the attacker who tries to undo it. Pure."""
