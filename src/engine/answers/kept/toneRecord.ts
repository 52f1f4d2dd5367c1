import type { ToneReading } from "../../../tasks/tone/toneReading";
import type { RecordForm } from "./answerRecord";

const PROBABILITIES_AT = 4;

/**
 * Windows (uint32) and probabilities (float64 each).
 *
 * @param labels - Number of probabilities in each reading.
 */
export function buildToneRecord(labels: number): RecordForm<ToneReading> {
  return {
    mark: "tone",
    extension: ".tones",
    bytes: PROBABILITIES_AT + 8 * labels,
    write({ windows, probabilities }, bytes, at) {
      if (probabilities.length !== labels) {
        throw new RangeError(`tone record: ${probabilities.length} probabilities, expected ${labels}`);
      }
      bytes.writeUInt32LE(windows, at);
      for (const [k, probability] of probabilities.entries()) {
        bytes.writeDoubleLE(probability, at + PROBABILITIES_AT + 8 * k);
      }
    },
    read: (bytes, at) => ({
      windows: bytes.readUInt32LE(at),
      probabilities: Array.from({ length: labels }, (_, k) => bytes.readDoubleLE(at + PROBABILITIES_AT + 8 * k)),
    }),
  };
}
