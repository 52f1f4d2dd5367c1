import { readFileSync } from "node:fs";

/** One of the two programs, in a process of its own; answers one question after the other. */
export interface Side {
  /** Fills one text after the other. */
  fill(texts: readonly string[]): Promise<readonly TopFill[]>;
  /** @param batch - Sentences given at once. @returns Probabilities of the labels, as the model has them. */
  tone(sentences: readonly string[], batch: number): Promise<readonly (readonly number[])[]>;
  /** Number of tokens. */
  encode(texts: readonly string[]): Promise<number>;
  /** `session.run` alone, with the inputs that `fill` makes of the texts; milliseconds. */
  runBare?(texts: readonly string[]): Promise<number>;
  /** Milliseconds of a fill of one sequence of that many tokens, the median of several. */
  runLong?(tokens: number): Promise<number>;
  /** Operations a second of the fastest matrix product of that many rows. */
  runProducts?(rows: number): Promise<number>;
}

export interface TopFill {
  /** Without "##". */
  readonly text: string;
  readonly probability: number;
}

export interface SideOptions {
  readonly precision: "fp32" | "int8";
  readonly threads: number;
  /** Of the checkpoint. */
  readonly folder: string;
  /** Where int8 weights are kept. */
  readonly cacheFolder: string;
  /** transformers.js: its entry file, and the folder with "fill" and "tone". */
  readonly entry: string;
  readonly exported: string;
}

export type Question =
  | { readonly kind: "fill" | "encode" | "bare"; readonly texts: readonly string[] }
  | { readonly kind: "tone"; readonly texts: readonly string[]; readonly batch: number }
  | { readonly kind: "long" | "products"; readonly tokens: number }
  | { readonly kind: "memory" };

export interface Answer {
  readonly error?: string;
  readonly ms: number;
  /** Of all threads of the process. */
  readonly cpuMs: number;
  readonly fills?: readonly TopFill[];
  readonly tones?: readonly (readonly number[])[];
  /** The one number asked for: tokens, milliseconds, bytes. */
  readonly value?: number;
}

/** Answers the parent's questions until it disconnects. */
export function serveSide(create: (options: SideOptions) => Side): void {
  const side = create(JSON.parse(process.argv[2] ?? "") as SideOptions);
  process.on("message", (question: Question) => {
    const start = performance.now();
    const cpu = process.cpuUsage();
    const reply = (answer: Partial<Answer>) => {
      const { user, system } = process.cpuUsage(cpu);
      process.send?.({ ms: performance.now() - start, cpuMs: (user + system) / 1000, ...answer });
    };
    answer(side, question).then(reply, (error: unknown) => {
      reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    });
  });
  process.on("disconnect", () => process.exit());
}

async function answer(side: Side, question: Question): Promise<Partial<Answer>> {
  switch (question.kind) {
    case "fill":
      return { fills: await side.fill(question.texts) };
    case "tone":
      return { tones: await side.tone(question.texts, question.batch) };
    case "encode":
      return { value: await side.encode(question.texts) };
    case "bare":
      return { value: (await side.runBare?.(question.texts)) ?? NaN };
    case "long":
      return { value: (await side.runLong?.(question.tokens)) ?? NaN };
    case "products":
      return { value: (await side.runProducts?.(question.tokens)) ?? NaN };
    case "memory":
      return { value: readPeakBytes() };
  }
}

/** The most memory this process ever held, mapped files included; NaN where the system has no /proc. */
function readPeakBytes(): number {
  if (process.platform !== "linux") return NaN;
  return 1024 * Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}
