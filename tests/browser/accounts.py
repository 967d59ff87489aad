"""The demo town with accounts, and signing in to it as a person does."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from geo import bootstrap
from geo.domain.kinds import Role
from geo.services.accounts import Accounts
from tests.browser.opening import wait_until_drawn
from tests.services.accounts_town import CHEAP, PASSWORD, SOMEBODY


def make_accounts(demo_store: Path, folder: Path, names: Mapping[str, Role]) -> Path:
    """Return the path of a copy of the demo town with an account for each name."""
    folder.mkdir()
    path = Path(shutil.copy(demo_store, folder / "town.sqlite"))
    accounts = Accounts(bootstrap.container(str(path)).store, CHEAP)
    for name, role in names.items():
        accounts.add(SOMEBODY, name, role, PASSWORD, datetime.now(UTC))
    return path


def fill(page: Page, name: str, password: str = PASSWORD) -> None:
    """Fill the form of the door and send it."""
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录").click()


def sign_in(page: Page, name: str, path: str = "/") -> None:
    """Sign in on the way to a path and wait until the page is drawn."""
    page.goto(path)
    fill(page, name)
    wait_until_drawn(page)
    expect(page.locator(".st-key-person")).to_contain_text(name)
