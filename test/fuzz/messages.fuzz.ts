import assert from "node:assert/strict";
import { readSource } from "../../src/editor/panel/panelSource";
import { REQUESTS } from "../../src/engine/protocol/requests";
import { findMismatch } from "../../src/schema/findMismatch";
import { fromPageSchema } from "../../src/webview/messages/fromPage";
import { changeValue, drawValue } from "./drawValue";
import type { Fuzzer } from "./fuzzer";
import type { Random } from "./random";

const MESSAGES: readonly unknown[] = [
  { kind: "ready" },
  { kind: "attention", heads: [{ layer: 1, head: 2 }] },
  { kind: "heads" },
  { kind: "fills", position: 3 },
  { kind: "reveal", position: 3 },
  { kind: "point", position: 3 },
  { kind: "follow", isOn: true },
  { kind: "layers", position: 3 },
  { kind: "mask", positions: [3], layer: 1, head: 2 },
  { kind: "use", position: 3, text: "a" },
  { kind: "text", text: "a", pair: "b" },
];
const SOURCE = { uri: "file:///a", places: [{ kind: "sentence", start: 0, end: 3 }] };

/** Promise 7: a message of the panel's page or of an owner, whatever it is, is taken or refused in a sentence. */
export const fuzzer: Fuzzer = {
  name: "messages",
  share: 300,
  run(random: Random) {
    const message = random.chance(0.5) ? drawValue(random) : changeValue(random, random.oneOf(MESSAGES));
    const [kind, { params }] = random.oneOf(Object.entries(REQUESTS));
    const state = random.chance(0.5) ? drawValue(random) : { place: JSON.stringify(changeValue(random, SOURCE)) };
    try {
      for (const schema of [fromPageSchema, params]) {
        const mismatch = findMismatch(kind, schema, message);
        assert.ok(mismatch === undefined || (mismatch.length < 1000 && !mismatch.includes("aaaaa".repeat(50))));
      }
      const source = readSource(state);
      assert.ok(source === undefined || source.places.every(({ start, end }) => start >= 0 && start <= end));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${kind}: ${JSON.stringify([message, state]).slice(0, 2000)}: ${why}`, { cause });
    }
  },
};
