import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Requests } from "../../engine/protocol/protocol";
import type { ToPage } from "../../webview/messages";
import type { PanelMasks } from "../../webview/messages/otherPages";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { PagePanel } from "../panel/pagePanel";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { showProgress } from "../surface";
import { readPassage, readSentences } from "./gameText";

/** What a page of a game asks the host for. */
interface Deal {
  readonly seed: number;
  readonly wholeWords: boolean;
}

const PAIRS = 10;
const TOP = 5;
const FIRST: Deal = { seed: 0, wholeWords: false };

/** The two lessons of BERT's training, as games on the text that is open. */
export function registerGames(services: Services): vscode.Disposable {
  const masks = registerGame(services, {
    id: COMMANDS.playMasks,
    viewType: "cloze.masks",
    title: l10n.t("See What BERT Saw"),
    read: readPassage,
    deal: dealMasks,
  });
  const pairs = registerGame(services, {
    id: COMMANDS.playPairs,
    viewType: "cloze.pairs",
    title: l10n.t("Does It Follow?"),
    read: readSentences,
    deal: dealPairs,
  });
  return vscode.Disposable.from(masks, pairs);
}

interface Game<Text> {
  readonly id: string;
  readonly viewType: string;
  readonly title: string;
  readonly read: (services: Services) => Promise<Text>;
  readonly deal: (services: Services, text: Text, deal: Deal) => Promise<ToPage>;
}

/** A game is played on the text that was open when it began; another seed draws from the same. */
function registerGame<Text>(services: Services, { id, viewType, title, read, deal }: Game<Text>): vscode.Disposable {
  let played: Text | undefined;
  const start = async (next: Deal) => {
    try {
      const text = played;
      if (text === undefined) return;
      const page = await showProgress(l10n.t("Cloze draws a game"), () => deal(services, text, next));
      // Another text may have been chosen meanwhile.
      if (text === played) panel.show(page);
    } catch (error) {
      reportError(services.log, l10n.t("Cloze could not draw the game"), error);
    }
  };
  const panel = new PagePanel({
    services,
    viewType,
    title,
    isKept: true,
    onMessage: (message) => {
      if (message.kind === "deal") void start(message);
    },
  });
  const command = vscode.commands.registerCommand(id, async () => {
    try {
      played = await read(services);
    } catch (error) {
      reportError(services.log, l10n.t("Cloze could not draw the game"), error);
      return;
    }
    await start(FIRST);
  });
  return vscode.Disposable.from(command, panel);
}

async function dealMasks({ engine, models }: Services, text: string, { seed, wholeWords }: Deal): Promise<ToPage> {
  const model = await models.resolve("text");
  const { tokens, corrupted, loss, precision, read } = await engine.request("corrupt", {
    model,
    text,
    seed,
    wholeWords,
    top: TOP,
  });
  const places = corrupted.flatMap((piece) => toPlace(piece, tokens));
  if (loss === undefined || places.length === 0) {
    throw new EditorError(
      "no-text",
      l10n.t("The model cannot fill masks. Choose one that can: Cloze: Choose a Model."),
    );
  }
  const name = models.info("text")?.name ?? "";
  const notice = read && { notice: l10n.t("The text is longer than the model reads at once: its end is left out.") };
  return { kind: "masks", masks: { text, places, wholeWords, loss, seed, model: name, precision, ...notice } };
}

function toPlace(
  { position, corruption, text: shown, guess }: Requests["corrupt"]["result"]["corrupted"][number],
  tokens: Requests["corrupt"]["result"]["tokens"],
): PanelMasks["places"] {
  const token = tokens[position];
  if (!token || !guess) return [];
  const { fills, original } = guess;
  const isContinuation = token.kind === "continuation";
  return [{ ...token.span, corruption, shown, isContinuation, guess: { fills, original, rank: original.rank } }];
}

async function dealPairs({ engine, models }: Services, sentences: readonly string[], { seed }: Deal): Promise<ToPage> {
  const model = await models.resolve("text");
  const asked = { model, sentences: [...sentences], seed, count: PAIRS };
  const { pairs, precision } = await engine.request("pairs", asked);
  const name = models.info("text")?.name ?? "";
  const drawn = pairs.map(({ first, second, follows, isNext }) => ({
    first: sentences[first] ?? "",
    second: sentences[second] ?? "",
    follows,
    isNext,
  }));
  return { kind: "pairs", pairs: { pairs: drawn, seed, model: name, precision } };
}
