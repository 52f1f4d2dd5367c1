import assert from "node:assert/strict";
import * as z from "zod/mini";
import { REQUESTS } from "../../../src/engine/protocol/requests";

interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean;
}

describe("requests", () => {
  for (const [kind, { summary, params, result }] of Object.entries(REQUESTS)) {
    it(`${kind} has a JSON Schema, for other programs`, () => {
      assert.match(summary, /^[A-Z].*\.$/);
      const stated = z.toJSONSchema(params) as JsonSchema;
      assert.equal(stated.type, "object");
      assert.equal(stated.additionalProperties, false);
      assert.ok(stated.properties?.["model"], "every request names its model");
      assert.ok(z.toJSONSchema(result));
    });
  }
});
