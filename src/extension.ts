/** Registers every feature and returns; starts no process and reads no model. */
export function activate(): void {
  // Features register here.
}
