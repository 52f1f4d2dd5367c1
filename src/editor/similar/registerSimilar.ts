import * as vscode from "vscode";
import { TimeSlice } from "../../prose/timeSlice";
import { type Alike, findAlike } from "../../similar/findAlike";
import { type Contradictions, findContradictions } from "../../similar/findContradictions";
import { findRepetitions, type Repetitions } from "../../similar/findRepetitions";
import { type PlacedText, placeText } from "../../similar/placedText";
import { cutText } from "../../wording/cutText";
import { describeUntaught, TAUGHT_MODEL } from "../../wording/describeUntaught";
import { formatCount } from "../../wording/formatCount";
import { formatCounted } from "../../wording/formatCounted";
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
      what: "find sentences like this",
      log,
      run: (editor) => search.findLike(editor),
    }),
    registerEditorCommand({
      id: COMMANDS.findContradictions,
      what: "find contradictions",
      log,
      run: (editor) => search.findContradictions(editor),
    }),
    vscode.commands.registerCommand(
      COMMANDS.findRepetitions,
      guard("find repetitions", () => search.findRepetitions()),
    ),
    vscode.commands.registerCommand(
      COMMANDS.openSimilar,
      guard("show the sentence", async (place) => {
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
    await this.#run("Cloze looks for sentences like this", async ({ signal, token, report }) => {
      const read = await this.#workspace.read({ token, signal, report });
      const model = await this.#services.models.resolve("similar");
      // The sentence itself is its own best match.
      const texts = read.texts.filter((each) => !isWithin(each, asked) && each.kind !== "link");
      const found = await findAlike(
        engine,
        { model, text: asked.text, texts, top: MOST_MATCHES },
        { signal, slice: new TimeSlice(), onProgress: tellSentences(report) },
      );
      const message = `${formatCounted(found.matches.length, "sentence")} most like “${cutText(asked.text, 80)}”, of ${describeRead(texts.length, read)}.`;
      await this.#show(message, found, buildMatches(found.matches));
    });
  }

  async findRepetitions(): Promise<void> {
    if (!vscode.workspace.workspaceFolders?.length) {
      notify("information", "Open a folder first: Cloze compares the sentences in it.");
      return;
    }
    const { engine } = this.#services;
    await this.#run("Cloze looks for repetitions", async ({ signal, token, report }) => {
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
    await this.#run("Cloze looks for contradictions", async ({ signal, report }) => {
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
      notify("information", "Cloze is comparing sentences already. Cancel that first.");
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
    const name = this.#services.models.info("similar")?.name ?? "The model";
    const parts = [
      message,
      ...(cut === 0 ? [] : [`Of ${formatCounted(cut, "long sentence")} the model reads only the beginning.`]),
      ...(by === "files" ? [] : [describeUntaught(name)]),
    ];
    await this.#view.show(parts.join(" "), [...(by === "files" ? [] : [OFFER]), ...nodes]);
  }
}

/** The row that leads to a model that was taught sentence vectors. */
const OFFER: ResultNode = {
  row: { label: `Choose ${TAUGHT_MODEL}…`, icon: { name: "lightbulb" }, tooltip: ["Opens the list of models"] },
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
    throw new EditorError("no-text", "Put the cursor in a sentence, or select a text. There is no prose here.");
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
    report(`${formatCount(done)} of ${formatCounted(total, "sentence")}`, part - told);
    told = part;
  };
}

function tellPart(report: Report): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const part = total === 0 ? 1 : done / total;
    report(part < 0.5 ? "reading sentences" : "comparing all with all", part - told);
    told = part;
  };
}

function tellJudging(report: Report): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const part = total === 0 ? 1 : done / total;
    report(part < 0.25 ? "comparing sentences" : "judging those most alike", part - told);
    told = part;
  };
}

function describeContradictions({ pairs, judged, more, compared }: Contradictions): string {
  const found = pairs.length === 0 ? "No contradictions" : formatCounted(pairs.length, "contradiction");
  const beyond = more === 0 ? "" : ` ${formatCount(more)} pairs less alike were not judged.`;
  return `${found} among the ${formatCounted(judged, "pair")} most alike, of ${formatCounted(compared, "sentence")}.${beyond}`;
}

function describeRead(sentences: number, { files, unread }: ReadTexts): string {
  const failed = unread === 0 ? "" : ` (${formatCounted(unread, "file")} could not be read)`;
  return `${formatCounted(sentences, "sentence")} in ${formatCounted(files, "file")}${failed}`;
}

function describeRepetitions({ pairs, more, identical, compared }: Repetitions, read: ReadTexts): string {
  const beyond = more === 0 ? "" : `, and ${formatCount(more)} less alike that are not shown`;
  const found =
    pairs.length + identical.length === 0
      ? "Nothing is said twice"
      : `${formatCounted(pairs.length, "pair")} of sentences that say nearly the same${beyond}, and ${formatCount(identical.length)} word for word`;
  return `${found}, in ${describeRead(compared, read)}.`;
}
