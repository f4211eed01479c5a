#!/usr/bin/env python
"""Django's own command line, for those who look for it; `kargah` is the same."""

from kargah.config.command import main

if __name__ == "__main__":
    main()
