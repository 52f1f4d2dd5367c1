import type { EngineClient, RequestOptions } from "../engine/client/engineClient";
import type { Requests } from "../engine/protocol/protocol";
import type { PlacedUse } from "./findUses";

/** As many as the engine compares. */
const MOST_USES = 500;

export interface SensesAsked {
  /** Folder of the checkpoint. */
  readonly model: string;
  /** At least one. */
  readonly uses: readonly PlacedUse[];
  readonly layer?: number | undefined;
  readonly groups?: number | undefined;
}

/** A use, and what the model makes of it. */
export type GroupedUse = PlacedUse & Requests["senses"]["result"]["uses"][number];

export interface Senses extends Omit<Requests["senses"]["result"], "uses"> {
  /** By group, those first that fit best. */
  readonly uses: readonly GroupedUse[];
  /** How many there are, of which at most 500, evenly spread, are compared. */
  readonly found: number;
}

/** Has the uses of a word grouped. @throws {EngineError} what the client rejects with. */
export async function askSenses(
  engine: Pick<EngineClient, "request">,
  { model, uses, layer, groups }: SensesAsked,
  options: Pick<RequestOptions, "signal" | "onProgress"> = {},
): Promise<Senses> {
  const step = Math.max(1, uses.length / MOST_USES);
  const compared = Array.from(
    { length: Math.min(uses.length, MOST_USES) },
    (_, i) => uses[Math.floor(i * step)],
  ).flatMap((use) => use ?? []);
  const asked = compared.map(({ place, word }) => ({ text: place.text, ...word }));
  const params = { model, uses: asked, ...(layer !== undefined && { layer }), ...(groups !== undefined && { groups }) };
  const result = await engine.request("senses", params, options);
  const grouped = result.uses.flatMap((placed, i): GroupedUse[] => {
    const use = compared[i];
    return use ? [{ ...use, ...placed }] : [];
  });
  grouped.sort((a, b) => a.group - b.group || b.fit - a.fit);
  return { ...result, uses: grouped, found: uses.length };
}
