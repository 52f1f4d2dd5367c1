import { Option } from "commander";
import { DEFAULT_MODELS, type Purpose } from "../library/library";

/** `--model` of a command that needs a model for `purpose`. */
export function buildModelOption(purpose: Purpose): Option {
  const option = new Option("--model <name>", "a bundled model, or the folder of a checkpoint");
  return option.default(DEFAULT_MODELS[purpose]);
}
