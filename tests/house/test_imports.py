"""The import contracts of pyproject.toml hold, cover the whole house, and can fail."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PACKAGES = ("lifesci", "organisations", "programmes")
PUBLIC_PACKAGES = (
    "lifesci.api",
    "lifesci.charts",
    "lifesci.downloads",
    "lifesci.failure",
    "lifesci.kept",
    "lifesci.oruk",
    "lifesci.search",
    "lifesci.short_way",
    "lifesci.site",
    "lifesci.tables",
    "lifesci.totals",
)
GATES = {"__init__", "asgi", "settings", "wsgi"}  # what starts the house stands outside its storeys
PURE_PARTS = (
    "lifesci.operations.mirror",
    *("lifesci.api.versions.comparing", "lifesci.api.versions.shapes"),
    *("lifesci.bitmaps", "lifesci.charts", "lifesci.tables", "lifesci.totals"),
    *(f"lifesci.editions.{name}" for name in ("canonical", "events", "proof")),
    "lifesci.site.linked",
    *(f"lifesci.evidence.{name}" for name in ("disclosure", "parts", "qualifiers")),
    "lifesci.site.calendars.ics",
    *(f"lifesci.site.sharing.{name}" for name in ("lines", "words")),
    *(f"lifesci.site.citing.{name}" for name in ("bibtex", "citation", "csl", "ris")),
)
PLANTED = [
    ("storeys", "lifesci/vocabularies/planted.py", "import programmes.models"),
    ("storeys", "lifesci/api/planted.py", "import lifesci.site.apps"),
    ("public", "lifesci/api/planted.py", "import lifesci.evidence.models"),
    ("public", "lifesci/api/planted.py", "import lifesci.trace.edits"),
    ("public", "lifesci/search/planted.py", "import lifesci.editions.planted_middleman"),
    ("public", "programmes/views.py", "import programmes.models"),
    ("pure", "lifesci/editions/canonical.py", "import django.utils.timezone"),
    ("pure", "lifesci/evidence/qualifiers.py", "import lifesci.editions.models"),
]


def lint(folder: Path, contract: str | None = None) -> subprocess.CompletedProcess:
    """Run import-linter on a copy of the packages, in a process of its own."""
    script = (
        "import sys; from importlinter.cli import lint_imports_command as lint; sys.argv[0] = 'lint-imports'; lint()"
    )
    chosen = ["--contract", contract] if contract else []
    return subprocess.run(
        [sys.executable, "-c", script, "--no-cache", "--no-logo", *chosen],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def contracts(house: Path) -> dict[str, dict]:
    """The contracts by id."""
    return {
        each["id"]: each
        for each in tomllib.loads((house / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    }


def is_module(house: Path, name: str) -> bool:
    """Whether a package or module of that dotted name is in the house."""
    path = house / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


@pytest.fixture
def copy(house, tmp_path) -> Path:
    """A copy of the packages that a test may spoil."""
    shutil.copy(house / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        shutil.copytree(house / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    return tmp_path


def test_every_contract_is_kept(copy):
    result = lint(copy)
    assert "Contracts: 3 kept, 0 broken." in result.stdout, result.stdout + result.stderr
    assert result.returncode == 0


@pytest.mark.parametrize(("contract", "path", "line"), PLANTED)
def test_a_forbidden_import_breaks_its_contract(copy, contract, path, line):
    middleman = copy / "lifesci/editions/planted_middleman.py"
    middleman.write_text("import lifesci.evidence.models\n")
    assert lint(copy, contract).returncode == 0
    planted = copy / path
    planted.write_text((planted.read_text() if planted.exists() else "") + f"\n{line}\n")
    result = lint(copy, contract)
    assert "Contracts: 0 kept, 1 broken." in result.stdout, result.stdout + result.stderr
    assert result.returncode == 1


def test_every_room_of_the_house_stands_on_a_storey(house):
    layers = " ".join(contracts(house)["storeys"]["layers"])
    storeys = set(layers.replace("|", " ").replace("(", " ").replace(")", " ").split())
    rooms = {f"lifesci.{path.parent.name}" for path in house.glob("lifesci/*/__init__.py")}
    rooms |= {f"lifesci.{path.stem}" for path in house.glob("lifesci/*.py")} - {f"lifesci.{gate}" for gate in GATES}
    assert rooms | {"programmes", "organisations"} <= storeys


def test_every_public_module_that_exists_is_under_the_public_contract(house):
    apps = {
        path.parent
        for name in ("views", "urls")
        for path in house.glob(f"**/{name}.py")
        if not {".venv", "tests"} & set(path.relative_to(house).parts)
    }
    doors = {f"{app.relative_to(house)}".replace("/", ".") for app in apps} - {"lifesci"}
    views = {f"{app}.{name}" for app in doors for name in ("views", "urls")}
    inside = tuple(f"{package}." for package in PUBLIC_PACKAGES)
    public = {name for name in (*PUBLIC_PACKAGES, *views) if is_module(house, name) and not name.startswith(inside)}
    assert set(contracts(house)["public"]["source_modules"]) == public


def test_every_module_of_working_models_is_forbidden_to_public_code(house):
    homes = ("programmes", "organisations", "lifesci.context", "lifesci.evidence")
    homes += ("lifesci.imports", "lifesci.review", "lifesci.trace")
    assert set(contracts(house)["public"]["forbidden_modules"]) == {f"{home}.models" for home in homes}


def test_every_pure_part_that_exists_is_under_the_pure_contract(house):
    assert set(contracts(house)["pure"]["source_modules"]) == {name for name in PURE_PARTS if is_module(house, name)}
