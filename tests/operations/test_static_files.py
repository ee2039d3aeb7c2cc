"""Static files are collected when they differ from those collected, and then only."""

import pytest

from lifesci.operations.static_files import collect_when_changed


@pytest.fixture
def own_files(settings, tmp_path):
    """A folder of static files, and nothing else to collect."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.css").write_text("a{}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    return source


def test_collect_when_changed_collects_once(own_files, settings):
    assert [collect_when_changed(), collect_when_changed()] == [True, False]
    assert (settings.STATIC_ROOT / "page.css").read_text() == "a{}"


def test_collect_when_changed_after_an_edit_collects_again(own_files, settings):
    collect_when_changed()
    (own_files / "page.css").write_text("a{b:c}")
    assert collect_when_changed()
    assert (settings.STATIC_ROOT / "page.css").read_text() == "a{b:c}"


def test_collect_when_changed_after_a_file_went_drops_it(own_files, settings):
    (own_files / "old.css").write_text("o{}")
    collect_when_changed()
    (own_files / "old.css").unlink()
    assert collect_when_changed()
    assert sorted(path.name for path in settings.STATIC_ROOT.iterdir()) == ["page.css"]


def test_collect_when_changed_after_the_collection_was_removed_collects_again(own_files, settings):
    collect_when_changed()
    (settings.STATIC_ROOT / "page.css").unlink()
    settings.STATIC_ROOT.rmdir()
    assert collect_when_changed()
    assert (settings.STATIC_ROOT / "page.css").exists()
