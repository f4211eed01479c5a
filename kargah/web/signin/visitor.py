"""The visitor's questions stand on the floor of all pages; these are their names here."""

from kargah.web.visitor import address_of, onward

__all__ = ["address_of", "onward"]
