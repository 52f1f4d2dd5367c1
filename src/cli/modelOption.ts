import { Option } from "commander";
import { DEFAULT_MODELS, type Purpose } from "../library/library";

/** `--model` of a command that needs a model for `purpose`, or the option of another name. */
export function buildModelOption(
  purpose: Purpose,
  { flags = "--model <name>", what = "" }: { readonly flags?: string; readonly what?: string } = {},
): Option {
  const option = new Option(
    flags,
    `${what}a bundled model, the folder of a checkpoint, or owner/name[@revision] of a model that was fetched`,
  );
  return option.default(DEFAULT_MODELS[purpose]);
}
