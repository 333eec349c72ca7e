"""The project as the rules of its floor plan see it: every file with its imports, read and never run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Import:
    """One imported name; `when` is "start" (the module's own import), "later" (in a function) or "typing"."""

    name: str
    when: str


@dataclass
class Module:
    path: str
    source: str
    tree: ast.Module = field(init=False)
    imports: list[Import] = field(init=False)

    def __post_init__(self) -> None:
        self.tree = ast.parse(self.source, self.path)
        self.imports = list(_imports(self.tree, "start", PurePosixPath(self.path).parent.parts))


@dataclass
class House:
    modules: dict[str, Module]
    top: set[str]

    def under(self, *places: str) -> list[Module]:
        """The modules in these folders, or these files themselves."""
        return [m for path, m in self.modules.items() if path in places or path.startswith(places)]

    def ours(self, name: str, importer: str = "") -> str | None:
        """The path of our module that an imported dotted name stands for (`from a import b` gives both a and a.b).

        The installer's files are scripts: Python looks beside them first.
        """
        path = name.replace(".", "/")
        beside = [f"installer/{path}.py"] if importer.startswith("installer/") else []
        return next((p for p in (*beside, f"{path}.py", f"{path}/__init__.py") if p in self.modules), None)

    def reach(self, start: str, kinds: set[str]) -> dict[str, str]:
        """Every name that importing `start` imports in the end, with the chain of our files that leads there."""
        found: dict[str, str] = {}
        todo = [(start, start)]
        seen = {start}
        while todo:
            path, chain = todo.pop()
            for one in self.modules[path].imports:
                if one.when not in kinds:
                    continue
                found.setdefault(one.name, chain)
                parts = one.name.split(".")
                for name in (".".join(parts[:n]) for n in range(1, len(parts) + 1)):  # a package runs before its parts
                    if (ours := self.ours(name, path)) and ours not in seen:
                        seen.add(ours)
                        todo.append((ours, f"{chain} -> {ours}"))
        return found

    def leads(self, start: str) -> dict[str, str]:
        """Every file of ours that `start` names in the end, also for types alone, with the chain that leads there."""
        found: dict[str, str] = {}
        todo = [(start, start)]
        while todo:
            path, chain = todo.pop()
            for one in self.modules[path].imports:
                ours = self.ours(one.name, path)
                if ours and not ours.endswith("__init__.py") and ours not in found:
                    found[ours] = f"{chain} -> {ours}"
                    todo.append((ours, found[ours]))
        return found


def _imports(node: ast.AST, when: str, package: tuple[str, ...]) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        yield from (Import(alias.name, when) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package[: len(package) - node.level + 1] if node.level else ()
        base = ".".join((*above, *([node.module] if node.module else [])))
        yield from (Import(name, when) for name in (base, *(f"{base}.{alias.name}" for alias in node.names)))
    elif isinstance(node, ast.Call) and name_of(node.func) in {"import_module", "__import__"} and node.args:
        if isinstance(node.args[0], ast.Constant):
            yield Import(str(node.args[0].value), when)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        when = "later" if when == "start" else when
    elif isinstance(node, ast.If) and name_of(node.test) == "TYPE_CHECKING":
        for child in node.body:
            yield from _imports(child, "typing", package)
        for child in node.orelse:
            yield from _imports(child, when, package)
        return
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, when, package)


def name_of(node: ast.AST) -> str:
    """`c` of `a.b.c`, or of `c`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def is_of(name: str, libraries: Iterable[str]) -> bool:
    return any(name == library or name.startswith(f"{library}.") for library in libraries)


def calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))
