import type { ModelRequest } from "../../tasks/model/model";

/** Whether a request is for something about slips: the readouts then run a larger graph. */
export function asksSlips({ candidates, actions }: Pick<ModelRequest, "candidates" | "actions">): boolean {
  return candidates !== undefined || actions !== undefined;
}
