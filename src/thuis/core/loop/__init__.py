"""From a signal to what students hear of it: states, agenda, and the arithmetic of measuring again."""
