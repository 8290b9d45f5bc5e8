"""The browser's modules keep to their form: small, linked, typed in words, without globals or foreign addresses."""

import re

import pytest

from geo.mapping.linking import ASSETS, UnlinkableModule, imports_of, linked_module, linked_script

MODULES = sorted(ASSETS.glob("*.js"))
EXPORTED = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("path", [*MODULES, *ASSETS.glob("*.css")], ids=lambda path: path.name)
def test_no_file_is_long_or_asks_another_machine(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 400
    addresses = re.findall(r"https?://[^\s\"'`)]+", text)
    assert [address for address in addresses if "www.w3.org" not in address] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_import_is_there_and_used(path):
    text = path.read_text(encoding="utf-8")
    for module, names in imports_of(text).items():
        exported = set(EXPORTED.findall((ASSETS / module).read_text(encoding="utf-8")))
        assert set(names) <= exported, f"{module} exports no {set(names) - exported}"
        for name in names:
            assert len(re.findall(rf"\b{name}\b", text)) > 1, f"{name} is imported and not used"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_markup_is_made_from_text(path):
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", path.read_text("utf-8"))


def test_every_exported_function_says_what_it_does():
    bare = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r"^export (?:async )?(?:function|class) (\w+)", text, re.MULTILINE):
            before = text[: found.start()].rstrip()
            if not before.endswith("*/") and "class" not in found.group():
                bare.append(f"{path.name}: {found.group(1)}")
    assert bare == []


def test_linking_puts_needed_modules_first():
    script = linked_script(ASSETS, "main.js")
    made = re.findall(r'^dateline_modules\["([\w.]+)"\] =', script, re.MULTILINE)
    assert made[-1] == "main.js"
    for name in made:
        for module in imports_of((ASSETS / name).read_text(encoding="utf-8")):
            assert made.index(module) < made.index(name)
    assert not re.search(r"^(?:import|export)\b", script, re.MULTILINE)


def test_a_linked_module_exports_its_entry_and_finds_its_workers():
    module = linked_module(ASSETS, "main.js")
    assert module.rstrip().endswith('export const { start } = dateline_modules["main.js"];')
    assert re.search(r'new URL\("\./loader\.worker\.js", import\.meta\.url\)', module)
    assert not re.search(r"^(?:import|export)\b", linked_module(ASSETS, "loader.worker.js"), re.MULTILINE)
    assert "import.meta" not in linked_script(ASSETS, "main.js")


@pytest.mark.parametrize(
    ("modules", "words"),
    [
        ({"a.js": 'import { b } from "./b.js";', "b.js": 'import { a } from "./a.js";'}, "imports itself"),
        ({"a.js": 'import { b } from "./gone.js";'}, "no module gone.js"),
        ({"a.js": "export default 3;"}, "cannot be linked"),
        ({"a.js": 'import * as all from "./b.js";', "b.js": ""}, "cannot be linked"),
    ],
    ids=["circle", "missing", "default export", "star import"],
)
def test_what_cannot_be_linked_is_refused(tmp_path, modules, words):
    for name, text in modules.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UnlinkableModule, match=words):
        linked_script(tmp_path, "a.js")
