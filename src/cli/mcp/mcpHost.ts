import { type PlacedText, placeText } from "../../similar/placedText";
import { listSentences } from "../../text/sentences/listSentences";
import { LineIndex } from "../../text/spans/lineIndex";
import type { LintAnswer, LintAsked } from "../../tools/lintTool";
import { cutFindings, selectToolFormat } from "../../tools/lintTool";
import type { ReadTexts } from "../../tools/similarTool";
import type { ToolHost, ToolOptions } from "../../tools/tool";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { readDocument } from "../input/readDocument";
import { gatherFindings } from "../lint/gatherFindings";
import { lintText } from "../lint/lintText";
import { type LintPlan, readLintPlan } from "../lint/readLintPlan";
import { describeError } from "../print/describeError";
import type { FileAccess } from "./fileAccess";

/** The models that the person chose, by name or folder. */
export interface McpModels {
  readonly text: string;
  readonly tone: string;
  readonly similar: string;
}

/** Tools on the command line: the models of its options, the files of its folders. */
export function createMcpHost(context: CliContext, models: McpModels, access: FileAccess): ToolHost {
  const resolve: ToolHost["resolve"] = (purpose) => {
    const name = purpose === "tone" || purpose === "similar" ? models[purpose] : models.text;
    return context.library.resolve(name, context.folder);
  };
  return {
    engine: context.engine,
    resolve,
    lint: async (asked, options) =>
      asked.text === undefined
        ? lintNamed(context, { access, asked, model: await resolve("tone") }, options)
        : lintGiven(context, { text: asked.text, asked, model: await resolve("tone") }, options),
    readTexts: (files, options) => readTexts(context, access, { ...options, files }),
  };
}

async function lintGiven(
  context: CliContext,
  { text, asked, model }: { readonly text: string; readonly asked: LintAsked; readonly model: string },
  { signal, onProgress }: ToolOptions,
): Promise<LintAnswer> {
  const format = selectToolFormat(asked);
  const plan = await readPlan(context.folder, asked);
  const found = await lintText(context, { text, format }, { model, plan, signal, onProgress });
  const failures = found.failures.map((message) => ({ message }));
  return { ...cutFindings(found.findings, asked), files: 1, sentences: found.sentences, failures };
}

async function lintNamed(
  context: CliContext,
  { access, asked, model }: { readonly access: FileAccess; readonly asked: LintAsked; readonly model: string },
  { signal, onProgress }: ToolOptions,
): Promise<LintAnswer> {
  const failures: LintAnswer["failures"][number][] = [];
  const plans = new Map<string, LintPlan>();
  const findPlan = async (folder: string) => {
    const plan = plans.get(folder) ?? (await readPlan(folder, asked));
    plans.set(folder, plan);
    return plan;
  };
  const listed = await access.list(asked.files, {
    languages: async (folder) => (await findPlan(folder)).languages,
    onSkip: ({ file, reason }) => failures.push({ file, message: reason }),
  });
  const all: LintAnswer["findings"][number][] = [];
  let files = 0;
  let sentences = 0;
  let before = 0;
  for (const { folder, files: named } of listed) {
    const plan = await findPlan(folder);
    const kept = named.filter((file) => !plan.ignores(file));
    const ignored = named.filter((file) => plan.ignores(file) && asked.files?.includes(file));
    failures.push(...ignored.map((file) => ({ file, message: "not read, since .cloze.json ignores it" })));
    const read = (file: string) => readDocument({ ...context, folder }, file);
    let done = 0;
    const count = (answers: number) => onProgress?.(before + (done = answers));
    const gathered = await gatherFindings(context, kept, { model, plan, read, signal, onProgress: count });
    before += done;
    all.push(...gathered.found.map(({ file, finding }) => ({ file, ...finding })));
    failures.push(...gathered.failures.map(({ file, message }) => ({ ...(file !== "" && { file }), message })));
    files += kept.length;
    sentences += gathered.sentences;
  }
  return { ...cutFindings(all, asked), files, sentences, failures };
}

function readPlan(folder: string, { rules, level }: LintAsked): Promise<LintPlan> {
  return readLintPlan(folder, { ...(rules && { rules }), ...(level && { level }) });
}

async function readTexts(
  context: CliContext,
  access: FileAccess,
  { files, signal }: ToolOptions & { readonly files: readonly string[] | undefined },
): Promise<ReadTexts> {
  const texts: PlacedText[] = [];
  const failures: ReadTexts["failures"][number][] = [];
  const lines = new Map<string, LineIndex>();
  const onSkip = ({ file, reason }: { readonly file: string; readonly reason: string }) =>
    failures.push({ file, message: reason });
  for (const { folder, files: named } of await access.list(files, { onSkip })) {
    for (const file of named) {
      signal.throwIfAborted();
      try {
        const { text, format } = await readDocument({ ...context, folder }, file);
        lines.set(file, new LineIndex(text));
        texts.push(...listSentences(text, format).map((sentence) => placeText(sentence, file, text)));
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        failures.push({ file, message: describeError(error) });
      }
    }
  }
  return {
    texts,
    failures,
    locate({ file, span }) {
      const index = lines.get(file);
      const range = index && { start: index.positionAt(span.start), end: index.positionAt(span.end) };
      return Promise.resolve({ file, ...(range && { range }) });
    },
  };
}
