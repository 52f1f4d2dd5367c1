import * as l10n from "@vscode/l10n";

/** "Layer 11, head 3": both are counted from 0. */
export function nameHead({ layer, head }: { readonly layer: number; readonly head: number }): string {
  return l10n.t("Layer {0}, head {1}", layer, head);
}
