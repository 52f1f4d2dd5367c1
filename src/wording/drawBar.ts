const CELLS = 10;

/** A bar of 10 characters. @param share - 0..1, where 1 fills the bar. */
export function drawBar(share: number): string {
  const full = Math.round(share * CELLS);
  return "▰".repeat(full) + "▱".repeat(CELLS - full);
}
