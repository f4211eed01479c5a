"""The door for a web server: `granian --interface wsgi kargah.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kargah.config.settings")
application = get_wsgi_application()

from kargah.jobs import embedded  # noqa: E402 - apps must be loaded first
from kargah.process import database  # noqa: E402

database.must_be_whole()
embedded.start()
