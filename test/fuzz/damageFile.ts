import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import type { Random } from "./random";

/** Changes a file in its place: cuts it short, or writes over some of its bytes. */
export function damageFile(random: Random, file: string): void {
  const bytes = readFileSync(file);
  if (bytes.length === 0 || random.chance(0.3)) {
    truncateSync(file, random.below(bytes.length + 1));
    return;
  }
  for (const at of random.many(1, 500, () => random.below(bytes.length))) bytes[at] = random.below(256);
  writeFileSync(file, bytes, { flag: "r+" });
}
