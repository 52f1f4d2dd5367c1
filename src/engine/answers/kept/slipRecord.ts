import type { FoundSlips } from "../../../tasks/slips/slipsRequest";
import type { RecordForm } from "./answerRecord";

/**
 * Windows (uint32) and UTF-16 units (uint32) of a sentence in which no slip was found. What is to stand in place of a slip
 * is text, and no text is kept in a form that can be read: `sealedSlips.ts`.
 *
 * @param by - How the model finds slips: it is the same in all of its answers.
 */
export function buildSlipRecord(by: FoundSlips["by"]): RecordForm<FoundSlips> {
  return {
    mark: "slip",
    extension: ".slips",
    bytes: 8,
    isKept: ({ slips }) => slips.length === 0,
    write({ slips, read }, bytes, at) {
      if (slips.length > 0) throw new RangeError(`slip record: ${slips.length} slips, expected none`);
      bytes.writeUInt32LE(read?.windows ?? 1, at);
      bytes.writeUInt32LE(read?.span.end ?? 0, at + 4);
    },
    read(bytes, at) {
      const windows = bytes.readUInt32LE(at);
      return {
        slips: [],
        ...(by && { by }),
        ...(windows > 1 && { read: { windows, span: { start: 0, end: bytes.readUInt32LE(at + 4) } } }),
      };
    },
  };
}
