"""Reads names of Python files, a line each, and prints where their comments and docstrings are, as JSON by file.

Places are counted in UTF-16 units. A docstring is a string in triple quotes that is the first statement of a block.
Files that Python cannot read, or whose lines do not end with LF alone, are left out.
"""

import ast
import io
import json
import sys
import tokenize


def list_comments(path):
    with open(path, encoding="utf-8", newline="") as file:
        source = file.read()
    if "\r" in source or "\f" in source:
        raise ValueError("other ends of lines")
    lines = source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def place(row, column):
        return len(source[: starts[row - 1] + column].encode("utf-16-le")) // 2

    docstrings = set(find_docstrings(ast.parse(source), lines))
    spans = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        is_docstring = token.start in docstrings and token.string.lstrip("rRuU")[:3] in ('"""', "'''")
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and is_docstring):
            spans.append([place(*token.start), place(*token.end)])
    return spans


def find_docstrings(tree, lines):
    for node in ast.walk(tree):
        for block in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            first = block[0] if isinstance(block, list) and block else None
            if isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str):
                # The parser counts bytes, the tokenizer characters.
                column = len(lines[first.lineno - 1].encode()[: first.col_offset].decode())
                yield first.lineno, column


found = {}
for name in sys.stdin.read().splitlines():
    try:
        found[name] = list_comments(name)
    except (SyntaxError, ValueError, tokenize.TokenError):
        continue
json.dump(found, sys.stdout)
