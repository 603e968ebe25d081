"""Models of what lies behind answers: factors and the paths between them, by ML, FIML and DWLS."""
