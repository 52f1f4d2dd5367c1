/** How a client counts the columns of a line, as it agreed with the server. */
export const POSITION_UNITS = ["utf-16", "utf-8", "utf-32"] as const;
export type PositionUnits = (typeof POSITION_UNITS)[number];

/** The client's first choice that Cloze knows. @param offered - What the client can do, the best first; none: UTF-16. */
export function selectUnits(offered: readonly string[] | undefined): PositionUnits {
  return offered?.flatMap((name) => POSITION_UNITS.find((known) => known === name) ?? [])[0] ?? "utf-16";
}

/** The column of a place in a line. @param offset - In UTF-16 units from the start of the line. */
export function toColumn(line: string, offset: number, units: PositionUnits): number {
  if (units === "utf-16") return offset;
  let column = 0;
  for (let at = 0; at < offset && at < line.length;) {
    const point = line.codePointAt(at) ?? 0;
    at += point > 0xffff ? 2 : 1;
    if (at > offset) break;
    column += countUnits(point, units);
  }
  return column;
}

/** The reverse of {@link toColumn}. A column within a character means its start; one beyond the line, its end. */
export function toOffset(line: string, column: number, units: PositionUnits): number {
  if (units === "utf-16") return column;
  let at = 0;
  for (let left = column; at < line.length;) {
    const point = line.codePointAt(at) ?? 0;
    left -= countUnits(point, units);
    if (left < 0) break;
    at += point > 0xffff ? 2 : 1;
  }
  return at;
}

function countUnits(point: number, units: "utf-8" | "utf-32"): number {
  if (units === "utf-32" || point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
