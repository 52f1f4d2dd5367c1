import type * as z from "zod/mini";
import type { EngineClient } from "../engine/client/engineClient";
import type { Purpose } from "../library/library";
import type { ValueOf } from "../schema/requestSchema";
import type { LintAnswer, LintAsked } from "./lintTool";
import type { ReadTexts } from "./similarTool";

/**
 * Something that agents and other programs may ask, by its name. What it is told and what it answers are stated once, by
 * the schemas of the requests behind it. No tool takes the name of a model: that is for the person to choose.
 */
export interface Tool<I extends z.ZodMiniObject = z.ZodMiniObject, O extends z.ZodMiniObject = z.ZodMiniObject> {
  /** For people. */
  readonly title: string;
  /** For the model that decides whether to call it: what it answers, when it helps, and how to read the numbers. */
  readonly description: string;
  readonly input: I;
  readonly output: O;
  run(host: ToolHost, input: ValueOf<I>, options: ToolOptions): Promise<ValueOf<O>>;
}

export interface ToolOptions {
  /** Aborting ends the work. */
  readonly signal: AbortSignal;
  /** Called now and then during long work. `done` only rises; `total` is absent where it is not known. */
  readonly onProgress?: (done: number, total?: number) => void;
}

/** What tools run in: a server on the command line, or the editor. */
export interface ToolHost {
  readonly engine: Pick<EngineClient, "request">;
  /** The folder of the model that the person chose. */
  resolve(purpose: Purpose): Promise<string>;
  /** Checks a text, or files. @throws {ToolError} `no-access` */
  lint(asked: LintAsked, options: ToolOptions): Promise<LintAnswer>;
  /** The sentences of files; without names, of all documents. @throws {ToolError} `no-access` */
  readTexts(files: readonly string[] | undefined, options: ToolOptions): Promise<ReadTexts>;
}
