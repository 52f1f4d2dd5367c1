import { EngineError } from "../../engine/protocol/engineError";
import type { Rule } from "../rule";

/** A tone of one's own that another model taught may be one of several: the error about it names its rule. */
export function nameRules(rules: readonly Pick<Rule, "id">[], error: EngineError): EngineError {
  if (error.code !== "other-model") return error;
  return new EngineError(error.code, `${rules.map(({ id }) => id).join(", ")}: ${error.message}`, { cause: error });
}
