/** "12,345". The first call of `toLocaleString` would take milliseconds to load its data. @param count - A whole number. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
