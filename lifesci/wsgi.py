"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lifesci.settings")
by_django = get_wsgi_application()
# What follows reads models, so it is imported after the set-up.
kept = import_string("lifesci.kept.way.KeptWay")(by_django)
application = import_string("lifesci.short_way.ShortWay")(kept)
import_string("lifesci.partners.counts.counts").write_at_the_end()
