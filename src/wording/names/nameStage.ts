import * as l10n from "@vscode/l10n";

/** How far through the layers: 0, the embeddings, to L, the output of the last. Layers are counted from 0, as heads are. */
export function nameStage(stage: number): string {
  return stage === 0 ? l10n.t("Embeddings") : l10n.t("After layer {0}", stage - 1);
}
