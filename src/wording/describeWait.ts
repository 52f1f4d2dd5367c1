import * as l10n from "@vscode/l10n";

/**
 * That answers wait for a server that is silent, in words to begin a sentence or to follow "is".
 *
 * @param server - The address of its model.
 * @param leftMs - How long it is waited for yet, in milliseconds.
 */
export function describeWait({ server, leftMs }: { readonly server: string; readonly leftMs: number }): string {
  return l10n.t(
    "waiting for {0}, at most {1} s more; then this machine computes",
    new URL(server).host,
    Math.ceil(leftMs / 1000),
  );
}
