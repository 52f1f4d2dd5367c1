import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "snapshots");

/** Asserts that an element equals its snapshot. `UPDATE_SNAPSHOTS=1` writes it: read the difference before you commit. */
export function assertSnapshot(name: string, element: Element): void {
  const path = join(FOLDER, `${name}.snap`);
  const found = outline(element, "");
  if (process.env["UPDATE_SNAPSHOTS"] === "1") {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, found);
    return;
  }
  assert.ok(existsSync(path), `${path} is missing: write it with UPDATE_SNAPSHOTS=1`);
  assert.equal(found, readFileSync(path, "utf8"));
}

/** One node a line, attributes in their order, numbers cut to 3 decimals. */
function outline(node: Node, indent: string): string {
  if (node.nodeType === 3) return `${indent}${JSON.stringify(cut(node.nodeValue ?? ""))}\n`;
  const element = node as Element;
  const attributes = [...element.attributes].map(({ name, value }) => ` ${name}=${JSON.stringify(cut(value))}`);
  const children = [...element.childNodes].map((child) => outline(child, `${indent}  `));
  return `${indent}${element.localName}${attributes.join("")}\n${children.join("")}`;
}

function cut(text: string): string {
  return text.replace(/(\d+\.\d{3})\d+/g, "$1");
}
