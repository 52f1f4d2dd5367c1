import * as l10n from "@vscode/l10n";
import type { SlipTables } from "../../tasks/slips/candidates/slipTables";
import { HeldAnswers } from "../answers/held/heldAnswers";
import type { LoadModel } from "../model/loadedModel";
import { ModelStore } from "../model/modelStore";
import { EngineError } from "../protocol/engineError";
import type { RequestKind } from "../protocol/protocol";
import { createAnswerHandlers, type Handlers } from "./answerHandlers";

/** What needs a disk. */
const REFUSED = [
  "convert",
  "export",
  "train",
  "classify",
  "index",
  "nearest",
  "repeats",
] as const satisfies RequestKind[];

export interface HeldLists {
  readonly words: ReadonlySet<string>;
  readonly tables: SlipTables;
}

/** Creates the handlers of an engine in a browser: nothing is kept between its runs, and what needs a disk is refused. */
export function createWebHandlers(load: LoadModel, open: () => Promise<HeldLists>): Handlers {
  const readWords = () => open().then(({ words }) => words);
  const sources = { words: readWords, readWords, readTables: () => open().then(({ tables }) => tables) };
  const store = new ModelStore(async (folder) => new HeldAnswers(await load(folder), sources));
  const refused = Object.fromEntries(REFUSED.map((kind) => [kind, () => Promise.reject(refuse(kind))]));
  return {
    ...createAnswerHandlers(store, sources),
    ...(refused as unknown as Pick<Handlers, (typeof REFUSED)[number]>),
  };
}

function refuse(kind: RequestKind): EngineError {
  return new EngineError("failed", l10n.t('"{0}" needs a disk, and Cloze runs in a browser here', kind));
}
