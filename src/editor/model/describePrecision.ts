import { namePrecision } from "../../wording/names/namePrecision";
import type { ModelInfo } from "../services";

type Info = Pick<ModelInfo, "device" | "precision" | "statesPrecision" | "precisionReason">;

/** What a model computes in, in plain words; of another device than the CPU, what that computes in. */
export function describePrecision({ device, precision, statesPrecision, precisionReason }: Info): string {
  const [used, looking] = [namePrecision(precision), namePrecision(statesPrecision)];
  const place = device === "CPU" ? "" : ` on ${device}, whatever the settings ask`;
  const why = device === "CPU" && precisionReason !== "asked for" ? ` (${precisionReason})` : "";
  if (used === looking) return `Computes in ${used}${place}${why}.`;
  return `Computes in ${used}${place}${why}; what you look at, in ${looking}${place === "" ? "" : " on the CPU"}.`;
}
