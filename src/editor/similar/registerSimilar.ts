import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { TimeSlice } from "../../prose/timeSlice";
import { type Alike, findAlike } from "../../similar/findAlike";
import { type Contradictions, findContradictions } from "../../similar/findContradictions";
import { findRepetitions, type Repetitions } from "../../similar/findRepetitions";
import { type PlacedText, placeText } from "../../similar/placedText";
import { cutText } from "../../wording/cutText";
import { describeUntaught, TAUGHT_MODEL } from "../../wording/describeUntaught";
import { formatCounted, formatDone } from "../../wording/formatCounted";
import { formatCount } from "../../wording/numbers/formatCount";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import type { LintPolicy } from "../lint/lintPolicy";
import { registerEditorCommand } from "../registerEditorCommand";
import { reportError } from "../reportError";
import { resolveHead } from "../resolveHead";
import type { Services } from "../services";
import { notify, showCancellable } from "../surface";
import { toSpan } from "../toSpan";
import { buildContradictions, buildMatches, buildRepetitions } from "./buildResults";
import { openPlace } from "./openPlace";
import type { ResultNode } from "./resultNode";
import { SimilarView } from "./similarView";
import { type ReadTexts, WorkspaceTexts } from "./workspaceTexts";

/** Matches that are shown: nobody reads more. */
const MOST_MATCHES = 20;
const MOST_PAIRS = 500;
/** Pairs of which a model is asked whether they contradict each other, each both ways round. */
const MOST_JUDGED = 200;

/** Find Sentences Like This and Find Repetitions in the Workspace, and the view of what they find. */
export function registerSimilar(services: Services, policy: LintPolicy): vscode.Disposable {
  const { log, prose } = services;
  const view = new SimilarView();
  const search = new SimilarSearch(services, new WorkspaceTexts(services, policy), view);
  const guard = (what: string, run: (argument: unknown) => Promise<void>) => async (argument: unknown) => {
    try {
      await run(argument);
    } catch (error) {
      reportError(log, what, error);
    }
  };
  return vscode.Disposable.from(
    view,
    registerEditorCommand({
      id: COMMANDS.findSimilar,
      what: l10n.t("Cloze could not find sentences like this"),
      log,
      run: (editor) => search.findLike(editor),
    }),
    registerEditorCommand({
      id: COMMANDS.findContradictions,
      what: l10n.t("Cloze could not find contradictions"),
      log,
      run: (editor) => search.findContradictions(editor),
    }),
    vscode.commands.registerCommand(
      COMMANDS.findRepetitions,
      guard(l10n.t("Cloze could not find repetitions"), () => search.findRepetitions()),
    ),
    vscode.commands.registerCommand(
      COMMANDS.openSimilar,
      guard(l10n.t("Cloze could not show the sentence"), async (place) => {
        if (isPlace(place)) await openPlace(prose, place);
      }),
    ),
  );
}

type Report = (message: string, part?: number) => void;

interface Running {
  readonly signal: AbortSignal;
  readonly token: vscode.CancellationToken;
  readonly report: Report;
}

class SimilarSearch {
  readonly #services: Services;
  readonly #workspace: WorkspaceTexts;
  readonly #view: SimilarView;
  #isRunning = false;

  constructor(services: Services, workspace: WorkspaceTexts, view: SimilarView) {
    this.#services = services;
    this.#workspace = workspace;
    this.#view = view;
  }

  async findLike(editor: vscode.TextEditor): Promise<void> {
    const asked = await readAsked(this.#services, editor);
    const { engine } = this.#services;
    await this.#run(l10n.t("Cloze looks for sentences like this"), async ({ signal, token, report }) => {
      const read = await this.#workspace.read({ token, signal, report });
      const model = await this.#services.models.resolve("similar");
      // The sentence itself is its own best match.
      const texts = read.texts.filter((each) => !isWithin(each, asked) && each.kind !== "link");
      const found = await findAlike(
        engine,
        { model, text: asked.text, texts, top: MOST_MATCHES },
        { signal, slice: new TimeSlice(), onProgress: tellSentences(report) },
      );
      const message = l10n.t(
        "{0} most like “{1}”, of {2}.",
        formatCounted(found.matches.length, "sentence"),
        cutText(asked.text, 80),
        describeRead(texts.length, read),
      );
      await this.#show(message, found, buildMatches(found.matches));
    });
  }

  async findRepetitions(): Promise<void> {
    if (!vscode.workspace.workspaceFolders?.length) {
      notify("information", l10n.t("Open a folder first: Cloze compares the sentences in it."));
      return;
    }
    const { engine } = this.#services;
    await this.#run(l10n.t("Cloze looks for repetitions"), async ({ signal, token, report }) => {
      const read = await this.#workspace.read({ token, signal, report });
      const model = await this.#services.models.resolve("similar");
      const found = await findRepetitions(
        engine,
        { model, texts: read.texts, most: MOST_PAIRS },
        { signal, slice: new TimeSlice(), onProgress: tellPart(report) },
      );
      await this.#show(describeRepetitions(found, read), found, buildRepetitions(found));
    });
  }

  async findContradictions({ document }: vscode.TextEditor): Promise<void> {
    const model = await resolveHead(this.#services, "judgements");
    if (model === undefined) return;
    const { engine, models } = this.#services;
    await this.#run(l10n.t("Cloze looks for contradictions"), async ({ signal, report }) => {
      const similarModel = await models.resolve("similar");
      const texts = await readDocument(this.#services, document);
      const found = await findContradictions(
        engine,
        { model, similarModel, texts, most: MOST_JUDGED },
        { signal, slice: new TimeSlice(), onProgress: tellJudging(report) },
      );
      await this.#show(describeContradictions(found), found, buildContradictions(found.pairs));
    });
  }

  /** One search at a time. */
  async #run(title: string, run: (running: Running) => Promise<void>): Promise<void> {
    if (this.#isRunning) {
      notify("information", l10n.t("Cloze is comparing sentences already. Cancel that first."));
      return;
    }
    this.#isRunning = true;
    const ended = new AbortController();
    try {
      await showCancellable(title, (report, token) => {
        token.onCancellationRequested(() => ended.abort());
        return run({ signal: ended.signal, token, report });
      });
    } catch (error) {
      // Who cancelled it knows that.
      if (!ended.signal.aborted) throw error;
    } finally {
      this.#isRunning = false;
    }
  }

  async #show(message: string, { by, cut }: Pick<Alike, "by" | "cut">, nodes: readonly ResultNode[]): Promise<void> {
    const name = this.#services.models.info("similar")?.name ?? l10n.t("The model");
    const parts = [
      message,
      ...(cut === 0 ? [] : [l10n.t("Of {0} the model reads only the beginning.", formatCounted(cut, "long sentence"))]),
      ...(by === "files" ? [] : [describeUntaught(name)]),
    ];
    await this.#view.show(parts.join(" "), [...(by === "files" ? [] : [OFFER]), ...nodes]);
  }
}

/** The row that leads to a model that was taught sentence vectors. */
const OFFER: ResultNode = {
  row: {
    label: l10n.t("Choose {0}…", TAUGHT_MODEL),
    icon: { name: "lightbulb" },
    tooltip: [l10n.t("Opens the list of models")],
  },
  command: { command: COMMANDS.chooseModel, argument: "similar" },
};

/**
 * The selected text, or the sentence at the cursor.
 *
 * @throws {EditorError} `no-text` where there is none.
 */
async function readAsked({ prose }: Services, { document, selection }: vscode.TextEditor): Promise<PlacedText> {
  const file = document.uri.toString();
  const span = toSpan(document, selection);
  const content = document.getText();
  const sentences = await prose.read(document);
  if (!selection.isEmpty) {
    const text = content.slice(span.start, span.end).replace(/\s+/gu, " ").trim();
    if (text !== "") return { file, span, text };
  }
  const index = sentences.findIndex(span.start);
  if (index === undefined) {
    throw new EditorError("no-text", l10n.t("Put the cursor in a sentence, or select a text. There is no prose here."));
  }
  return placeText(sentences.at(index), file, content);
}

async function readDocument({ prose }: Services, document: vscode.TextDocument): Promise<readonly PlacedText[]> {
  const [file, content] = [document.uri.toString(), document.getText()];
  const sentences = await prose.read(document);
  const slice = new TimeSlice();
  const texts: PlacedText[] = [];
  for (let index = 0; index < sentences.count; index++) {
    if (slice.isOver()) await slice.pause();
    texts.push(placeText(sentences.at(index), file, content));
  }
  return texts;
}

function isWithin({ file, span }: PlacedText, asked: PlacedText): boolean {
  return file === asked.file && span.start < asked.span.end && asked.span.start < span.end;
}

function isPlace(value: unknown): value is PlacedText {
  return typeof value === "object" && value !== null && "file" in value && "span" in value && "text" in value;
}

function tellSentences(report: Report): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const part = total === 0 ? 1 : done / total;
    report(formatDone(done, total, "sentence"), part - told);
    told = part;
  };
}

function tellPart(report: Report): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const part = total === 0 ? 1 : done / total;
    report(part < 0.5 ? l10n.t("reading sentences") : l10n.t("comparing all with all"), part - told);
    told = part;
  };
}

function tellJudging(report: Report): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const part = total === 0 ? 1 : done / total;
    report(part < 0.25 ? l10n.t("comparing sentences") : l10n.t("judging those most alike"), part - told);
    told = part;
  };
}

function describeContradictions({ pairs, judged, more, compared }: Contradictions): string {
  const [alike, all] = [formatCounted(judged, "pair"), formatCounted(compared, "sentence")];
  const found =
    pairs.length === 0
      ? l10n.t("No contradictions among the {0} most alike, of {1}.", alike, all)
      : l10n.t("{0} among the {1} most alike, of {2}.", formatCounted(pairs.length, "contradiction"), alike, all);
  return more === 0 ? found : `${found} ${l10n.t("{0} pairs less alike were not judged.", formatCount(more))}`;
}

function describeRead(sentences: number, { files, unread }: ReadTexts): string {
  const [count, among] = [formatCounted(sentences, "sentence"), formatCounted(files, "file")];
  return unread === 0
    ? l10n.t("{0} in {1}", count, among)
    : l10n.t("{0} in {1} ({2} could not be read)", count, among, formatCounted(unread, "file"));
}

function describeRepetitions({ pairs, more, identical, compared }: Repetitions, read: ReadTexts): string {
  const all = describeRead(compared, read);
  if (pairs.length + identical.length === 0) return l10n.t("Nothing is said twice, in {0}.", all);
  const [near, same] = [formatCounted(pairs.length, "pair"), formatCount(identical.length)];
  return more === 0
    ? l10n.t("{0} of sentences that say nearly the same, and {1} word for word, in {2}.", near, same, all)
    : l10n.t(
        "{0} of sentences that say nearly the same, and {1} less alike that are not shown, and {2} word for word, in {3}.",
        near,
        formatCount(more),
        same,
        all,
      );
}
