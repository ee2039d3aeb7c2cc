"""Logging in at the desk as a person does: by keyboard, and only once the field that takes the name has the focus."""

from playwright.sync_api import expect


def type_name_and_password(page, desk: str, name: str, password: str) -> None:
    """Open the desk, be led to the log-in, and send name and password; where that leads is the caller's to wait for.

    A browser gives the focus to a field that asks for it when it first draws the page, which may be after it has
    loaded: what is typed before then goes nowhere.
    """
    page.goto(desk + "/admin/")
    expect(page.locator("#id_login")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    expect(page.locator("#id_password")).to_be_focused()
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def log_in(page, desk: str, name: str, password: str):
    """Log in, and return the page when it shows the desk."""
    type_name_and_password(page, desk, name, password)
    page.wait_for_url(desk + "/admin/")
    return page
