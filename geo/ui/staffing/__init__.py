"""The parts of the staffing page: values of services into words, tables, charts and forms."""
