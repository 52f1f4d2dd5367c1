import * as l10n from "@vscode/l10n";
import { CheckpointError } from "../files/checkpointError";
import { explainStart, TELLING_BYTES } from "../files/explainStart";
import { useFile } from "../files/useFile";
import type { StoredTensor } from "../storedTensor";
import { readTorchLegacy } from "./readTorchLegacy";
import { readTorchZip } from "./readTorchZip";

const START_BYTES = 4;

/**
 * Reads which tensors a file of `torch.save` holds, and where. Nothing of the file is run, and its numbers are not read.
 *
 * @throws {CheckpointError} `missing-file`, `truncated`, `too-large`, `unsupported`, `bad-header` or `bad-tensor`.
 */
export async function readTorchFile(path: string): Promise<readonly StoredTensor[]> {
  return useFile(path, async (file) => {
    if (file.size < START_BYTES)
      throw new CheckpointError(
        "truncated",
        l10n.t("{0}: {1} bytes, expected at least {2}", path, file.size, START_BYTES),
      );
    const start = Buffer.from(await file.read(0, Math.min(file.size, TELLING_BYTES)));
    if (start.readUInt32LE(0) === 0x04034b50) return readTorchZip(file);
    if (start[0] === 0x80) return readTorchLegacy(file);
    const told = explainStart(start);
    throw new CheckpointError(
      "bad-header",
      told === undefined
        ? l10n.t(
            "{0}: starts with the bytes {1}, expected an archive or a pickle of torch.save",
            path,
            start.toString("hex", 0, START_BYTES),
          )
        : l10n.t("{0}: {1}, expected an archive or a pickle of torch.save. {2}", path, told.what, told.next),
    );
  });
}
