"""The pages on plans: which draft is open, its editor, and reassigning by list."""
