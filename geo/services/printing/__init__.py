"""What is shown, as a page to print and as a table to work on; the values, not the files."""
