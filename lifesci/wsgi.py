"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lifesci.settings")
by_django = get_wsgi_application()
application = import_string("lifesci.short_way.ShortWay")(by_django)  # reads models, so it is imported after the set-up
import_string("lifesci.partners.counts.counts").write_at_the_end()
