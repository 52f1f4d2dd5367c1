import assert from "node:assert/strict";
import { CheckpointError, type CheckpointErrorCode } from "../../src/checkpoint/files/checkpointError";

/** Fails unless `work` rejects with this code and a message that contains every string in `says`. */
export async function expectError(
  work: Promise<unknown>,
  code: CheckpointErrorCode,
  says: readonly string[] = [],
): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assert.ok(error instanceof CheckpointError, String(error));
    assert.equal(error.code, code, error.message);
    for (const part of says) assert.ok(error.message.includes(part), `"${error.message}" does not say "${part}"`);
    return true;
  });
}
