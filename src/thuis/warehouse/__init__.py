"""Answers as columns: Parquet files and one GROUP BY over them. No Django, no people."""
