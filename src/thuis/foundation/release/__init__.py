"""The one door through which figures leave: built from the warehouse, checked by core.disclosure."""
