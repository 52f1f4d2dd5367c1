import * as l10n from "@vscode/l10n";
import type { CheckpointConfig, ReadoutState, SlipCalibration } from "./checkpoint";
import { CheckpointError } from "./files/checkpointError";
import type { JsonFields } from "./files/jsonFields";
import { expectDense } from "./tensors/expectedTensors";
import { inspectTensors } from "./tensors/inspectTensors";
import type { Weights } from "./tensors/readTensors";
import { SLIPS_NAME } from "./tensors/tensorNames";

/** The readout for words too many and missing. */
export interface SlipReadout {
  readonly state: ReadoutState;
  /** What each of its logits proposes; empty without the readout. */
  readonly actions: readonly string[];
  /** By kind of slip; undefined if the checkpoint does not say, or has no such readout. */
  readonly calibration: SlipCalibration | undefined;
}

/** In config.json: a list of the actions, or an object with `actions` and `calibration`. */
const KEY = "cloze_slips";

/**
 * Reads whether the checkpoint has a readout for words too many and missing, and what its rows stand for. A fault makes
 * it absent, and the reason says what is wrong: the other readouts need none of it.
 */
export function readSlips(fields: JsonFields, weights: Weights, { hiddenSize }: CheckpointConfig): SlipReadout {
  try {
    const found = fields.find(KEY);
    const rows = weights.tensors.get(`${SLIPS_NAME}.weight`)?.shape[0];
    if (found === undefined && rows !== undefined) {
      return createAbsent(
        l10n.t(
          "{0}: no {1}, expected a name for each of the {2} rows of {3}.weight",
          fields.where,
          KEY,
          rows,
          SLIPS_NAME,
        ),
      );
    }
    const { actions, calibration } = found === undefined ? { actions: [] } : readNames(fields);
    const state = inspectTensors(weights, expectDense(SLIPS_NAME, rows ?? actions.length, hiddenSize));
    if (!state.present) return createAbsent(state.reason);
    if (actions.length !== rows) {
      return createAbsent(
        l10n.t(
          "{0}: {1} has {2} names, expected {3} as {4}.weight has rows",
          fields.where,
          KEY,
          actions.length,
          String(rows),
          SLIPS_NAME,
        ),
      );
    }
    return { state, actions, calibration };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    return createAbsent(error.message);
  }
}

function createAbsent(reason: string): SlipReadout {
  return { state: { present: false, reason }, actions: [], calibration: undefined };
}

function readNames(fields: JsonFields): Pick<SlipReadout, "actions"> & Partial<Pick<SlipReadout, "calibration">> {
  if (Array.isArray(fields.find(KEY))) return { actions: readActions(fields, KEY) };
  const inside = fields.object(KEY);
  const actions = readActions(inside, "actions");
  return inside.find("calibration") === undefined
    ? { actions }
    : { actions, calibration: readCalibration(inside.object("calibration")) };
}

function readActions(fields: JsonFields, name: string): readonly string[] {
  const actions = fields.findTexts(name) ?? fields.refuse(name, l10n.t("a list of strings"));
  const areDistinct = actions.length > 0 && new Set(actions).size === actions.length;
  return areDistinct ? actions : fields.refuse(name, l10n.t("at least one name, and each once"));
}

function readCalibration(fields: JsonFields): SlipCalibration {
  const kinds = fields.names().map((kind) => {
    const line = fields.object(kind);
    return [kind, { slope: readNumber(line, "slope"), middle: readNumber(line, "middle") }] as const;
  });
  return Object.fromEntries(kinds);
}

function readNumber(fields: JsonFields, name: string): number {
  const value = fields.find(name);
  return typeof value === "number" && Number.isFinite(value) ? value : fields.refuse(name, l10n.t("a finite number"));
}
