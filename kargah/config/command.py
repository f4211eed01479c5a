"""The `kargah` command: Django's commands, with the project's settings chosen."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kargah.config.settings")
    from django.core.management import execute_from_command_line

    name, *rest = sys.argv[1:] or ["help"]
    execute_from_command_line([sys.argv[0], name.replace("-", "_") if name[:1] != "-" else name, *rest])


if __name__ == "__main__":
    main()
