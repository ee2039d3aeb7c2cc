"""The text of a web page, one line a paragraph, as a reader sees it. Pure."""

from html.parser import HTMLParser

_UNSEEN = {"script", "style", "template", "noscript", "head", "svg", "math", "object", "iframe", "select", "textarea"}
_INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label"),
    *("mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    *("img", "input", "button"),
}
_CELLS = {"td", "th"}


def html_lines(page: str) -> list[str]:
    """The paragraphs of a page: each block of text, heading, item or row of a table is one line."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_line()
    return reader.lines


class _Reader(HTMLParser):
    """Collects lines; unclosed and unknown tags do no harm, since every tag but an inline one ends the line."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self._words, self._unseen = [], [], []

    def handle_starttag(self, tag, attrs):
        """A block begins, or text that no reader sees."""
        if tag == "body":
            self._unseen.clear()  # a head that nobody closed
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.append(tag)
        elif tag in _UNSEEN:
            self.end_line()
            self._unseen.append(tag)
        elif tag in _CELLS:
            self._words.append(" ")
        elif tag not in _INLINE:
            self.end_line()

    def handle_startendtag(self, tag, attrs):
        """An empty element ends the line like a block, unless it stands inside one."""
        if not self._unseen and tag not in _INLINE and tag not in _UNSEEN:
            self.end_line()

    def handle_endtag(self, tag):
        """A block ends, or text that no reader sees."""
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
        elif tag not in _INLINE and tag not in _CELLS:
            self.end_line()

    def handle_data(self, data):
        """Words of the line."""
        if not self._unseen:
            self._words.append(data)

    def end_line(self):
        """Close the line, if there is anything on it."""
        line = " ".join("".join(self._words).split())
        self._words.clear()
        if line:
            self.lines.append(line)
