import { Option } from "commander";
import { DEFAULT_MODELS, type Purpose } from "../library/library";

/** `--model` of a command that needs a model for `purpose`; a command that needs a second one has a flag of its own for it. */
export function buildModelOption(purpose: Purpose, flag = "--model"): Option {
  const option = new Option(
    `${flag} <name>`,
    "a bundled model, the folder of a checkpoint, or owner/name[@revision] of a model that was fetched",
  );
  return option.default(DEFAULT_MODELS[purpose]);
}
