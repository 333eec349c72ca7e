"""Small bugs that can be put into a function, each as the text before and after. What a person reads is left alone.

Never changed: docstrings, annotations, decorators, what is said to a person (`_()`, `AppError`, `raise`), what is
logged, and what is only drawn (`paint`, `draw`, a widget's size and margins): no test of values can see those.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

# Calls whose arguments are words or measures of the screen, and statements that are calls of these.
_SAID = {"_", "AppError", "plain_label", "setToolTip", "setAccessibleName", "em", "letters", "mark", "QSize", "QRect"}
_SAID |= {"setSpacing", "setContentsMargins", "setInterval", "Column", "colour", "pow", "format", "cast", "Index"}
_QUIET = {"log", "logging", "painter", "QCoreApplication"}
_UNSEEN = {
    "setAccessibleName",
    "setToolTip",
    "setFrame",
    "update",
    "addSeparator",
    "blockSignals",
    "setFocusPolicy",
    "setCursor",
}
_DRAWN = re.compile(r"(paint|draw|sizeHint|minimumSizeHint|_lay_out|__repr__|__hash__)")
_WORD = re.compile(r"[a-z][a-z0-9_]*")  # a key, a code, a name of a column: not a sentence

_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
_OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any", "ceil": "floor", "following": "containing"}


@dataclass(frozen=True)
class Change:
    """One bug: in which file and function, what stood there and what stands there now (both as source text)."""

    file: str  # from the top of the tree
    function: str  # as Python calls it: `Class.method`, `outer.<locals>.inner`
    cached: bool  # entered once and never again, so that the tests which use it cannot be told
    line: int
    kind: str
    start: int  # bytes of the file
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} [{self.kind}] {_short(self.before)}  ->  {_short(self.after)}"

    def applied(self, source: bytes) -> bytes:
        """The file with the bug in it."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 90 else f"{line[:60]} … {line[-25:]}"


def changes(top: Path, file: Path) -> list[Change]:
    """Every bug that can be put into the functions of a file."""
    source = file.read_bytes()
    lines = source.split(b"\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found = _Finder(file.relative_to(top).as_posix(), source, starts)
    found.visit(ast.parse(source))
    return found.made


class _Finder(ast.NodeVisitor):
    def __init__(self, file: str, source: bytes, starts: list[int]) -> None:
        self.file, self.source, self.starts = file, source, starts
        self.made: list[Change] = []
        self._where: list[str] = []
        self._functions = 0
        self._cached = False

    # Where we are

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._within(node.name, node.body, function=False)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if _DRAWN.search(node.name):
            return
        decorators = {ast.unparse(one) for one in node.decorator_list}
        before, self._cached = self._cached, self._cached or bool(decorators & {"cache", "lru_cache"})
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        self._within(node.name, body, function=True)
        self._cached = before

    def _within(self, name: str, body: list[ast.stmt], *, function: bool) -> None:
        before = list(self._where)
        self._where += [*(["<locals>"] if self._functions else []), name]
        self._functions += function
        for statement in body:
            if function or self._functions or isinstance(statement, ast.FunctionDef | ast.ClassDef):
                self.visit(statement)
        self._functions -= function
        self._where = before

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for default in node.args.defaults:
            if not isinstance(default, ast.Constant):  # what Qt's signal gives instead
                self.visit(default)
        self.visit(node.body)

    def visit_Raise(self, _node: ast.Raise) -> None:
        """What is refused is tried where it is decided; its words are a person's."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Words around figures; the figures themselves count."""
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    # What can be wrong

    def generic_visit(self, node: ast.AST) -> None:
        if self._functions:
            for bug in BUGS:
                for kind, where, after in bug(node, self._text):
                    self._make(kind, where, after)
        super().generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if name in _SAID or _owner(node) in _QUIET:
            return
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            if _owner(node.value) in _QUIET or _called(node.value) in _UNSEEN | _SAID:
                return
            if self._functions and "super().__init__" not in self._text(node):
                self._make("call dropped", node, "pass")
        self.generic_visit(node)

    def _text(self, node: ast.AST) -> str:
        start, end = self._span(node)
        return self.source[start:end].decode()

    def _span(self, node: ast.AST) -> tuple[int, int]:
        first, last = self.starts[node.lineno - 1], self.starts[(node.end_lineno or 0) - 1]  # type: ignore[attr-defined]
        return first + node.col_offset, last + (node.end_col_offset or 0)  # type: ignore[attr-defined]

    def _make(self, kind: str, node: ast.AST, after: str) -> None:
        start, end = self._span(node)
        before = self.source[start:end].decode()
        if before != after:
            where = ".".join(self._where)
            line = node.lineno  # type: ignore[attr-defined]
            self.made.append(Change(self.file, where, self._cached, line, kind, start, end, before, after))


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _owner(node: ast.Call) -> str:
    inner: ast.AST = node.func
    while isinstance(inner, ast.Attribute | ast.Call):
        inner = inner.value if isinstance(inner, ast.Attribute) else inner.func
    return getattr(inner, "id", "")


Text = Callable[[ast.AST], str]
Found = Iterator[tuple[str, ast.AST, str]]


def _comparison(node: ast.AST, text: Text) -> Found:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        other = _COMPARED[type(node.ops[0])]
        yield "comparison", node, f"{text(node.left)} {other} {text(node.comparators[0])}"
    elif isinstance(node, ast.Compare):  # a <= b <= c: each edge by itself
        for place, op in enumerate(node.ops):
            ops = [_symbol(one) for one in node.ops]
            ops[place] = _COMPARED[type(op)]
            parts = [text(node.left)]
            for sign, right in zip(ops, node.comparators, strict=True):
                parts += [sign, text(right)]
            yield "comparison", node, " ".join(parts)


def _symbol(op: ast.cmpop) -> str:
    return {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}.get(type(op), "is")


def _logic(node: ast.AST, text: Text) -> Found:
    if isinstance(node, ast.BoolOp):
        word = " or " if isinstance(node.op, ast.And) else " and "
        yield "and/or", node, "(" + word.join(f"({text(value)})" for value in node.values) + ")"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not", node, f"({text(node.operand)})"
    elif isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.UnaryOp):
        yield "condition turned", node.test, f"(not ({text(node.test)}))"


def _number(node: ast.AST, text: Text) -> Found:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield "number + 1", node, str(node.value + 1)
        if node.value > 0:
            yield "number - 1", node, str(node.value - 1)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield "truth", node, str(not node.value)


def _arithmetic(node: ast.AST, text: Text) -> Found:
    if not isinstance(node, ast.BinOp):
        return
    left, right = text(node.left), text(node.right)
    if isinstance(node.op, ast.Add) and not isinstance(node.left, ast.List | ast.Constant | ast.JoinedStr):
        yield "+/-", node, f"({left} - {right})"
    elif isinstance(node.op, ast.Sub):
        yield "+/-", node, f"({left} + {right})"
    elif isinstance(node.op, ast.FloorDiv):
        yield "rounding", node, f"(-(-({left}) // ({right})))"


def _call(node: ast.AST, text: Text) -> Found:
    if not isinstance(node, ast.Call):
        return
    plain = [value for value in node.args if not isinstance(value, ast.Starred)]
    same_either_way = _called(node) in {"isinstance", "min", "max"}  # or wrong at once
    if len(plain) >= 2 and plain == node.args and text(plain[0]) != text(plain[1]) and not same_either_way:
        swapped = [text(plain[1]), text(plain[0]), *map(text, plain[2:])]
        named = [f"{word.arg}={text(word.value)}" if word.arg else f"**{text(word.value)}" for word in node.keywords]
        yield "arguments swapped", node, f"{text(node.func)}({', '.join([*swapped, *named])})"
    words = [word for word in node.keywords if word.arg]
    for one, other in pairwise(words):
        rest = [*map(text, node.args)]
        values = {id(one): text(other.value), id(other): text(one.value)}
        rest += [
            f"{word.arg}={values.get(id(word), text(word.value))}" if word.arg else f"**{text(word.value)}"
            for word in node.keywords
        ]
        yield "fields swapped", node, f"{text(node.func)}({', '.join(rest)})"
    name = _called(node)
    if name in _OTHER_NAME:
        yield "other function", node.func, text(node.func).removesuffix(name) + _OTHER_NAME[name]


def _result(node: ast.AST, text: Text) -> Found:
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "result lost", node, "return None"


def _key(node: ast.AST, text: Text) -> Found:
    if isinstance(node, ast.Dict):
        pairs = [(k, v) for k, v in zip(node.keys, node.values, strict=True) if k is not None]
        for (key, value), (other_key, other) in pairwise(pairs):
            written = [
                f"{text(k)}: {text(v)}" if k is not None else f"**{text(v)}" for k, v in _swapped(node, key, other_key)
            ]
            if text(value) != text(other):
                yield "fields swapped", node, "{" + ", ".join(written) + "}"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _WORD.fullmatch(node.value):
        yield "word", node, repr(f"{node.value}x")
    elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and len(node.value.elts) >= 2:
        first, second, *rest = map(text, node.value.elts)
        yield "values swapped", node.value, ", ".join((second, first, *rest))


def _swapped(node: ast.Dict, one: ast.expr, other: ast.expr) -> list[tuple[ast.expr | None, ast.expr]]:
    values = {id(key): value for key, value in zip(node.keys, node.values, strict=True)}
    turned = {id(one): values[id(other)], id(other): values[id(one)]}
    return [(key, turned.get(id(key), value)) for key, value in zip(node.keys, node.values, strict=True)]


BUGS = (_comparison, _logic, _number, _arithmetic, _call, _result, _key)
