"""The parts of the overview page: values of services into words, figures and widgets."""
