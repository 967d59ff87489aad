"""What browsers fetch beside the pages: assets, map layers, printed pages, health."""
