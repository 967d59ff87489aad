"""Who takes part in the assignment bench: a module each, whose `count` runs under the clock.

Importing the module is starting up and outside the clock. Counting begins with two float64 arrays
in file order and the polygons in the form an engine reads, and ends with the table.
"""

OURS = "wangge"
SJOIN = "sjoin"
CONTENDERS = (OURS, SJOIN, "duckdb", "sedonadb")
