const CELLS = 10;

/** A bar of 10 characters, full for 1. */
export function drawBar(share: number): string {
  const full = Math.round(share * CELLS);
  return "▰".repeat(full) + "▱".repeat(CELLS - full);
}
