/** "12,345". Not `toLocaleString`, whose first call takes milliseconds to load its data. @param count - A whole number. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
