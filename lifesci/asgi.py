"""The ASGI application, for hosts that accept nothing else; WSGI is several times faster here."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lifesci.settings")
application = get_asgi_application()
