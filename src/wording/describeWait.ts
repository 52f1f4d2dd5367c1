/**
 * That answers wait for a server that is silent, in words to begin a sentence or to follow "is".
 *
 * @param server - The address of its model.
 * @param leftMs - How long it is waited for yet, in milliseconds.
 */
export function describeWait({ server, leftMs }: { readonly server: string; readonly leftMs: number }): string {
  return `waiting for ${new URL(server).host}, at most ${Math.ceil(leftMs / 1000)} s more; then this machine computes`;
}
