import { formatCount } from "./formatCount";

/** "1 file", "1,200 files". @param name - In the singular; its plural ends in "s". */
export function formatCounted(count: number, name: string): string {
  return `${formatCount(count)} ${name}${count === 1 ? "" : "s"}`;
}
