import { Option } from "commander";
import { DEFAULT_MODELS, type Purpose } from "../library/library";

/** `--model` of a command that needs a model for `purpose`. */
export function buildModelOption(purpose: Purpose): Option {
  const option = new Option(
    "--model <name>",
    "a bundled model, the folder of a checkpoint, or owner/name[@revision] of a model that was fetched",
  );
  return option.default(DEFAULT_MODELS[purpose]);
}
