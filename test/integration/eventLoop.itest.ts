import assert from "node:assert/strict";
import { Session, type Profiler } from "node:inspector/promises";
import * as vscode from "vscode";
import { recordLog } from "./access";
import { closeAll, openText } from "./openText";
import { waitFor } from "./waitFor";

/** Promise 2 of ARCHITECTURE.md. */
const LIMIT_MS = 16;
const SAMPLE_MS = 0.5;
/** A sample counts for no more: a longer gap is the time in which another process had the core. */
const MAX_SAMPLE_MS = 2 * SAMPLE_MS;
/** Edits of the document, each of which is followed by a check of all of it. */
const ROUNDS = 5;
/**
 * Stretches that may be longer. On a machine with more to do than cores, a thread waits now and then for a lock whose
 * holder waits for a core, anywhere; what Cloze itself does for too long, it does in every round.
 */
const MAX_STRAYS = ROUNDS - 2;

interface Stretch {
  ms: number;
  /** At its end, innermost first. */
  functions: readonly string[];
}

/**
 * The times for which a thread ran Cloze's code, or code that it called, without returning to the event loop.
 * VS Code's own extensions share the thread and hold it longer, so a clock would not tell.
 *
 * @param turns - Times, in the profile's microseconds, at which the event loop ran something else.
 * @returns The longest first.
 */
function findStretches(profile: Profiler.Profile, turns: readonly number[]): readonly Stretch[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const stackOf = (id: number | undefined): Profiler.ProfileNode[] => {
    const node = id === undefined ? undefined : nodes.get(id);
    return node ? [node, ...stackOf(parents.get(node.id))] : [];
  };
  const stacks = new Map([...nodes.keys()].map((id) => [id, stackOf(id)]));
  const isOurs = (id: number) =>
    stacks.get(id)?.some(({ callFrame }) => callFrame.url.endsWith("dist/extension.cjs")) === true;
  const isGarbage = (id: number) => nodes.get(id)?.callFrame.functionName === "(garbage collector)";

  const stretches: Stretch[] = [];
  let stretch: Stretch | undefined;
  let time = profile.startTime;
  let turn = 0;
  profile.samples?.forEach((id, index) => {
    time += profile.timeDeltas?.[index] ?? 0;
    for (; (turns[turn] ?? Infinity) < time; turn++) stretch = undefined;
    // The heap is VS Code's and all extensions'; whose garbage it is, is not known.
    if (isGarbage(id)) return;
    if (!isOurs(id)) {
      stretch = undefined;
      return;
    }
    if (!stretch) stretches.push((stretch = { ms: 0, functions: [] }));
    stretch.ms += Math.min(MAX_SAMPLE_MS, (profile.timeDeltas?.[index + 1] ?? 0) / 1000);
    stretch.functions = stacks.get(id)?.map(({ callFrame }) => callFrame.functionName) ?? [];
  });
  return stretches.sort((a, b) => b.ms - a.ms);
}

/** Markdown of at least a megabyte in which no two sentences are the same. */
function writeLongMarkdown(): string {
  const paragraphs: string[] = [];
  for (let index = 0, length = 0; length < 1_000_000; index++) {
    const paragraph = [
      `## Part ${index}`,
      `This is part ${index} of a long document about the *records* of a file. Each record ${index} has a name.`,
      `- The name of record ${index} stands in [the table](https://example.com/${index}), and it never changes.`,
      index % 20 === 0 ? `This is a terrible and stupid part, number ${index}, and I hated it.` : "It is short.",
    ].join("\n\n");
    paragraphs.push(paragraph);
    length += paragraph.length + 2;
  }
  return paragraphs.join("\n\n");
}

describe("the extension host's event loop", function () {
  this.timeout(180_000);
  afterEach(closeAll);

  it("is never held long while a megabyte of Markdown is checked as one types", async () => {
    // The engine's process and the reader's thread are started first: to start them is the system's time.
    const small = await openText("This is a terrible and stupid book, and I hated it.");
    await waitFor(() => vscode.languages.getDiagnostics(small.document.uri).length > 0);

    const session = new Session();
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_MS * 1000 });
    const log = await recordLog();
    await session.post("Profiler.start");
    // A profile's clock is the one of `hrtime`.
    const turns: number[] = [];
    const timer = setInterval(() => turns.push(Number(process.hrtime.bigint() / 1000n)), 1);
    const { document } = await openText(writeLongMarkdown());
    const countChecks = () => [...log.text.matchAll(/tone: \d{4,} sentences/g)].length;
    await waitFor(() => countChecks() === 1);
    for (let round = 1; round <= ROUNDS; round++) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), `# Round ${round}\n\nSentence ${round} stands here.\n\n`);
      await vscode.workspace.applyEdit(edit);
      await waitFor(() => countChecks() === round + 1);
    }
    const { profile } = await session.post("Profiler.stop");
    clearInterval(timer);
    session.disconnect();
    log.dispose();

    const held = findStretches(profile, turns).filter(({ ms }) => ms > LIMIT_MS);
    const words = held.map(({ ms, functions }) => `${ms.toFixed(1)} ms in ${functions.slice(0, 6).join(" < ")}`);
    assert.ok(held.length <= MAX_STRAYS, `held ${held.length} times:\n${words.join("\n")}`);
  });
});
