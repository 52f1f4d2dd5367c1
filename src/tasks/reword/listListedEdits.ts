import { listAsides } from "./listAsides";
import { listFrames } from "./listFrames";
import { listWordingEdits, type Surroundings } from "./listWordingEdits";
import type { Direction } from "./rewordRequest";
import type { Edit } from "./rewrite";
import { FIRMER } from "./wordings/firmer";
import { PLAINER } from "./wordings/plainer";
import { readWordings } from "./wordings/readWordings";
import { SHORTER } from "./wordings/shorter";
import { FEELINGS, SOFTER } from "./wordings/softer";
import { EXPLETIVES, HEDGES, INTENSIFIERS } from "./wordings/softerTurns";
import type { Wording } from "./wordings/wording";

/** A table, and what each of its edits costs. */
type Source = readonly [table: string, cost: number];

const SOURCES: Readonly<Record<Direction, readonly Source[]>> = {
  softer: [
    [SOFTER, 0.05],
    [FEELINGS, 0.05],
    [INTENSIFIERS, 0.02],
    [EXPLETIVES, 0.04],
    [HEDGES, 0.15],
  ],
  firmer: [[FIRMER, 0.02]],
  plainer: [[PLAINER, 0.02]],
  shorter: [[SHORTER, 0.02]],
};

const known = new Map<Direction, readonly (readonly [readonly Wording[], number])[]>();

/** What the tables offer for a text, each change once. */
export function listListedEdits(surroundings: Surroundings, towards: Direction): readonly Edit[] {
  // Compiled when first asked for: most engines never reword.
  const sources = known.get(towards) ?? SOURCES[towards].map(([table, cost]) => [readWordings(table), cost] as const);
  known.set(towards, sources);
  const listed = sources.flatMap(([wordings, cost]) => listWordingEdits(surroundings, wordings, cost));
  return [
    ...listed,
    ...(towards === "softer" || towards === "shorter" ? listAsides(surroundings) : []),
    ...(towards === "softer" ? listFrames(surroundings) : []),
  ];
}
