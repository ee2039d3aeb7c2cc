"""Nothing in the project names a folder of the machine it was written on."""

import re

PRIVATE = re.compile(r"(?<![\w.:/~-])/(?:work|root|farm|home|Users)/[\w.]|(?<![\w.:/~-])/(?:work|root|farm)\b(?!/)")
TEXT = {"", ".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".html", ".css", ".js", ".json", ".svg", ".xml", ".cfg"}


def test_private_paths_would_be_seen_and_addresses_would_not():
    private = [f"cd /{folder}/main" for folder in ("work", "root", "farm", "home")] + [f"HOME=/{'root'}"]
    public = [
        "https://example.org/" + "work/x",
        "network/root/x",
        "../" + "work/x",
        "GET /" + "works/",
        "out-of-work/home",
    ]
    assert [bool(PRIVATE.search(line)) for line in private + public] == [True] * 5 + [False] * 5


def test_no_file_names_a_private_path(files, house):
    found = {
        str(path.relative_to(house)): PRIVATE.findall(path.read_text(errors="replace"))
        for path in files
        if path.suffix in TEXT
    }
    assert "Makefile" in found
    assert {name: paths for name, paths in found.items() if paths} == {}
