import type { ModelInfo } from "../model/model";
import { TaskError } from "../model/taskError";
import { readToneLabels } from "./readToneLabels";

/** Which tone each of a classifier's labels stands for; `undefined` without one, or for a classifier of something else. */
export function findToneLabels(
  info: Pick<ModelInfo, "has" | "labels" | "problem">,
): ReturnType<typeof readToneLabels> | undefined {
  if (!info.has.classifier) return undefined;
  try {
    return readToneLabels(info.labels, info.problem);
  } catch (error) {
    if (error instanceof TaskError && error.code === "unknown-labels") return undefined;
    throw error;
  }
}
