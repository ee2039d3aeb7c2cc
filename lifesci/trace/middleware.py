"""Names the person behind every change made at the desk. Stands below PublicDoor: public requests never meet it."""

from lifesci.trace.acting import Act, acting


class DeskActs:
    """Whatever a request to the desk changes was done in a form, by the person who is logged in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """The answer, with the person known to the trace while it is made."""
        with acting(Act.FORM, by=request.user):
            return self.get_response(request)
