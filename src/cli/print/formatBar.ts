const BAR_WIDTH = 24;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A probability as a bar of block characters. */
export function formatBar(probability: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, probability)) * BAR_WIDTH * 8);
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}
