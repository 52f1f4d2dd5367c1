import * as l10n from "@vscode/l10n";
import { checkWhole } from "../model/checkWhole";
import type { ModelInfo } from "../model/model";
import { TaskError } from "../model/taskError";
import type { Head } from "../schemas/headSchema";
import type { AttentionParams } from "./attentionRequest";

/**
 * The heads that are asked for, each once, by layer and head.
 *
 * @throws {TaskError} `bad-option` for a layer or head that the model does not have, and for heads that are named twice.
 */
export function selectHeads({ layers, heads }: ModelInfo, asked: AttentionParams): readonly Head[] {
  const layerOf = (layer: number) => checkWhole("layer", layer, 0, layers - 1);
  const headOf = (head: number) => checkWhole("head", head, 0, heads - 1);
  if (asked.heads === undefined) {
    return [{ layer: layerOf(asked.layer ?? layers - 1), head: headOf(asked.head ?? 0) }];
  }
  if (asked.head !== undefined) {
    throw new TaskError("bad-option", l10n.t("head {0} beside heads, expected one of the two", asked.head));
  }
  if (asked.heads === "mean") {
    const wanted = asked.layer === undefined ? count(layers) : [layerOf(asked.layer)];
    return wanted.flatMap((layer) => count(heads).map((head) => ({ layer, head })));
  }
  if (asked.layer !== undefined) {
    throw new TaskError("bad-option", l10n.t("layer {0} beside a list of heads, expected one of the two", asked.layer));
  }
  if (asked.heads.length === 0) {
    throw new TaskError("bad-option", l10n.t("heads are an empty list, expected at least one head"));
  }
  const places = asked.heads.map(({ layer, head }) => layerOf(layer) * heads + headOf(head)).sort((a, b) => a - b);
  const twice = places.find((place, i) => place === places[i - 1]);
  if (twice !== undefined) {
    const name = `${Math.floor(twice / heads)}:${twice % heads}`;
    throw new TaskError("bad-option", l10n.t("head {0} twice, expected each head once", name));
  }
  return places.map((place) => ({ layer: Math.floor(place / heads), head: place % heads }));
}

function count(length: number): readonly number[] {
  return Array.from({ length }, (_, i) => i);
}
