"""Sending a form back as a browser would: every control of the page's form, hidden ones included."""

from html.parser import HTMLParser


class _Controls(HTMLParser):
    """Collects what a browser would send of the form that posts."""

    def __init__(self):
        super().__init__()
        self.sent, self.form, self.select, self.area = {}, False, None, None

    def handle_starttag(self, tag, attributes):
        """Note a control."""
        attributes = dict(attributes)
        name = attributes.get("name")
        if tag == "form":
            self.form = attributes.get("method", "").lower() == "post" and attributes.get("id") != "logout-form"
        elif not self.form:
            return
        elif tag == "input" and name and attributes.get("type") not in ("submit", "button", "file"):
            if attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes:
                ticked = attributes.get("type") in ("checkbox", "radio")
                self.add(name, attributes.get("value", "on" if ticked else ""))
        elif tag == "select":
            self.select = (name, "multiple" in attributes)
        elif tag == "option" and self.select and "selected" in attributes:
            self.add(self.select[0], attributes.get("value", ""))
        elif tag == "textarea":
            self.area = [name, ""]

    def handle_data(self, data):
        """The words in a text area."""
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        """Leave the control or the form."""
        if tag == "form":
            self.form = False
        elif tag == "select":
            if self.select and not self.select[1]:
                self.sent.setdefault(self.select[0], [""])
            self.select = None
        elif tag == "textarea" and self.area:
            self.add(self.area[0], self.area[1].removeprefix("\n"))
            self.area = None

    def add(self, name, value):
        """One value more for this name."""
        if name != "csrfmiddlewaretoken":
            self.sent.setdefault(name, []).append(value)


def sent_by(answer) -> dict[str, list[str]]:
    """What a browser would send of the page's form, untouched."""
    controls = _Controls()
    controls.feed(answer.content.decode())
    return controls.sent
