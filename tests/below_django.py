"""What tests of the ways below Django stand on: a Django that counts, and answers as they leave."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from lifesci.site import limits


class Asked:
    """Django's application, which counts what it is asked."""

    def __init__(self):
        self.application, self.count = WSGIHandler(), 0

    def __call__(self, environ, start_response):
        self.count += 1
        return self.application(environ, start_response)


def answered(application, path, **environ):
    """(status, fields in their order, body) of one answer; the cache has counted nobody before."""
    cache.clear()
    return answered_again(application, path, **environ)


def answered_again(application, path, **environ):
    """The same, with the cache as it is."""
    started = []
    plain = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    asked = {name: value for name, value in {**plain, **environ}.items() if value is not None}
    response = application(asked, lambda status, fields, exc_info=None: started.append((status, fields)))
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    [(status, fields)] = started
    return status, fields, body


@pytest.fixture(autouse=True)
def same_second(monkeypatch):
    monkeypatch.setattr(limits.time, "time", lambda: 6_000_045)


@pytest.fixture(autouse=True)
def same_connection(request):
    """Django lets go of connections between requests, and with them of what a test has not committed."""
    marker = request.node.get_closest_marker("django_db")
    is_committing = marker is not None and marker.kwargs.get("transaction", False)
    for signal in () if is_committing else (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
