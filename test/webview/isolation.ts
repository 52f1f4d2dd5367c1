import assert from "node:assert/strict";

const TURNS_AROUND = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069]/;

/** Asserts that right-to-left text, and characters that override the direction, are inside an element that isolates them. */
export function assertIsolated(root: Element): void {
  for (const node of root.childNodes) {
    if (node.nodeType === 1) {
      if ((node as Element).localName !== "bdi") assertIsolated(node as Element);
    } else {
      assert.doesNotMatch(node.nodeValue ?? "", TURNS_AROUND);
    }
  }
}
