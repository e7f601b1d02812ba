"""Write `newsx/records.py`, the types of records, claims and ledgers, from the JSON Schemas that newsx itself gives.

    python make_types.py            writes the file
    python make_types.py --check    fails if the file is not what it would write

The schemas come from the command `newsx`, or from the one that NEWSX names.
"""

from __future__ import annotations

import json
import keyword
import os
import pathlib
import subprocess
import sys
import textwrap
from typing import Any

FILE = pathlib.Path(__file__).parent / "newsx" / "records.py"
KINDS = {"Record": [], "Claim": ["--claims"], "Ledger": ["--ledger"]}
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
HEAD = '''"""The types of records, claims and ledgers. Made by `make_types.py` from the JSON Schema; do not edit."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict
'''


def written(schema: Any) -> str:
    """Return the Python type of a schema."""
    if schema is True or not schema:
        return "Any"
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    if "enum" in schema:
        return "Literal[" + ", ".join(repr(value) for value in schema["enum"]) + "]"
    if all("const" in part for part in schema.get("oneOf", [{}])):
        return "Literal[" + ", ".join(repr(part["const"]) for part in schema["oneOf"]) + "]"
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " | ".join(dict.fromkeys(written(part) for part in schema[union]))
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(written({**schema, "type": one}) for one in kind)
    if kind == "array" and "prefixItems" in schema:
        return "list[" + " | ".join(dict.fromkeys(written(item) for item in schema["prefixItems"])) + "]"
    if kind == "array":
        return f"list[{written(schema.get('items'))}]"
    if kind == "object":
        return f"dict[str, {written(schema.get('additionalProperties'))}]"
    return PLAIN.get(kind, "Any")


def told(text: str, indent: str) -> str:
    """Return a docstring."""
    lines = textwrap.wrap(" ".join(text.split()), 110 - len(indent)) or [""]
    quoted = f"\n{indent}".join(lines).replace("\\", "\\\\")
    return f'{indent}"""{quoted}"""\n'


def type_of(name: str, schema: dict[str, Any]) -> str:
    """Return the definition of a named type."""
    if "properties" not in schema:
        return f"\n{name} = {written(schema)}\n" + told(schema.get("description", name), "")
    if any(keyword.iskeyword(field) for field in schema["properties"]):
        return functional(name, schema)
    lines = f"\n\nclass {name}(TypedDict):\n" + told(schema.get("description", name), "    ") + "\n"
    for field, value in schema["properties"].items():
        lines += f"    {field}: {needed(field, schema)}\n"
        if isinstance(value, dict) and "description" in value:
            lines += told(value["description"], "    ")
    return lines


def functional(name: str, schema: dict[str, Any]) -> str:
    """Return the definition of a named type with fields that are words of Python."""
    lines = f"\n\n{name} = TypedDict(\n    {name!r},\n    {{\n"
    for field, value in schema["properties"].items():
        for line in textwrap.wrap(" ".join(value.get("description", "").split()), 100):
            lines += f"        # {line}\n"
        lines += f"        {field!r}: {needed(field, schema)!r},\n"
    return lines + "    },\n)\n" + told(schema.get("description", name), "")


def needed(field: str, schema: dict[str, Any]) -> str:
    """Return the Python type of a field."""
    kind = written(schema["properties"][field])
    return kind if field in schema.get("required", []) else f"NotRequired[{kind}]"


def module() -> str:
    """Return the text of the module."""
    types: dict[str, str] = {}
    for name, option in KINDS.items():
        told = subprocess.run([os.environ.get("NEWSX", "newsx"), "schema", *option], stdout=subprocess.PIPE, check=True)
        schema = json.loads(told.stdout)
        for part, definition in schema.get("$defs", {}).items():
            if types.setdefault(part, type_of(part, definition)) != type_of(part, definition):
                sys.exit(f"two types are called {part}")
        types[name] = type_of(name, schema)
    # Names of values come first: they are no annotations, which may look ahead.
    values = sorted(text for text in types.values() if not text.startswith("\n\n"))
    return HEAD + "".join(values) + "".join(text for text in types.values() if text.startswith("\n\n"))


if __name__ == "__main__":
    text = module()
    if "--check" in sys.argv:
        sys.exit(0 if FILE.read_text() == text else f"{FILE} is not what the schema gives: run python make_types.py")
    FILE.write_text(text)
