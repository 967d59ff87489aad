"""Documents drawn: memos as PDF and DOCX, public boards as PDF, their maps as vectors or pixels."""
