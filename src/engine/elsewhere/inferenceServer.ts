import * as l10n from "@vscode/l10n";
import { cutText } from "../../wording/cutText";
import type { ServerSettings } from "../protocol/serverAddress";
import type { Clock } from "./clock";
import { ElsewhereError } from "./elsewhereError";
import { JSON_LENGTH, readInference, type SentTensor, type WantedTensor, writeInference } from "./inferenceCodec";
import { type Limits, readWait, selectWait } from "./patience";
import { Silence } from "./silence";

/** What a server says of its model. */
export interface ServedMetadata {
  readonly inputs: readonly DescribedTensor[];
  readonly outputs: readonly DescribedTensor[];
  /** Tensors may travel as bytes. */
  readonly isBinary: boolean;
}

/** A size of -1 is any. */
export interface DescribedTensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
}

export interface InferenceServerOptions extends ServerSettings {
  readonly clock: Clock;
  readonly limits: Limits;
  /** Called when the server is silent, with how long it is waited for yet, in milliseconds; with `undefined` when that is over. */
  readonly onSilence: (leftMs: number | undefined) => void;
}

/** Most bytes of an answer about a model; of inference, as many as what was asked for can need. */
const MOST_METADATA_BYTES = 1 << 20;
/** Characters of a number in JSON, with what stands around it. */
const MOST_CHARACTERS = 32;

/**
 * One model of a server that speaks the Open Inference Protocol, version 2, over REST. At most `limits.inFlight` requests
 * are under way; others wait. What fails in passing is asked again until the time of the call is over.
 */
export class InferenceServer {
  readonly #options: InferenceServerOptions;
  readonly #stopped = new AbortController();
  readonly #silence: Silence;
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: InferenceServerOptions) {
    this.#options = options;
    const { clock, limits, onSilence } = options;
    this.#silence = new Silence({ clock, firstMs: limits.silenceMs, onChange: onSilence });
  }

  /** @param until - By the clock; after it, it is given up. @throws {ElsewhereError} */
  async describe(until: number): Promise<ServedMetadata> {
    const { url } = this.#options;
    const model = await this.#askJson(url, until);
    // Of the server itself: a proxy may not show it, and it only says what else it understands.
    const server = await this.#askJson(url.replace(/\/models\/.*$/, ""), until).catch(() => ({}));
    const { extensions } = Object(server) as { readonly extensions?: unknown };
    return {
      inputs: readTensors(model, "inputs"),
      outputs: readTensors(model, "outputs"),
      isBinary: Array.isArray(extensions) && extensions.includes("binary_tensor_data"),
    };
  }

  /** @returns Values in the order of `outputs`. @throws {ElsewhereError} */
  async infer(
    inputs: readonly SentTensor[],
    outputs: readonly WantedTensor[],
    { isBinary, until }: { readonly isBinary: boolean; readonly until: number },
  ): Promise<readonly Float32Array[]> {
    const { headers, body } = writeInference(inputs, outputs, isBinary);
    const numbers = outputs.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
    const mostBytes = MOST_METADATA_BYTES + numbers * MOST_CHARACTERS;
    const answer = await this.#ask(
      `${this.#options.url}/infer`,
      { method: "POST", headers, body },
      { until, mostBytes },
    );
    const length = answer.headers.get(JSON_LENGTH);
    return readInference(answer.body, length === null ? undefined : Number(length), outputs);
  }

  /** Ends what is under way; it fails with `away`. */
  dispose(): void {
    this.#stopped.abort();
  }

  async #askJson(url: string, until: number): Promise<unknown> {
    const { body } = await this.#ask(url, { method: "GET" }, { until, mostBytes: MOST_METADATA_BYTES });
    try {
      return JSON.parse(Buffer.from(body).toString("utf8"));
    } catch (cause) {
      throw new ElsewhereError("bad-answer", l10n.t("answers what is not JSON"), { cause });
    }
  }

  #ask(url: string, init: RequestInit, bounds: Bounds): Promise<Answer> {
    return this.#silence.over(bounds.until, () => this.#askAgain(url, init, bounds));
  }

  async #askAgain(url: string, init: RequestInit, bounds: Bounds): Promise<Answer> {
    const { clock, limits } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const tried = await this.#inTurn(() => this.#try(url, init, bounds));
      if (!("trouble" in tried)) return tried;
      const waitMs = tried.waitMs ?? selectWait(limits, attempt);
      if (attempt >= limits.attempts || clock.now() + waitMs >= bounds.until || this.#stopped.signal.aborted) {
        throw tried.trouble;
      }
      await clock.wait(waitMs);
    }
  }

  /** Waits until another request may be under way. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    while (this.#underWay >= this.#options.limits.inFlight) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#underWay++;
    try {
      return await work();
    } finally {
      this.#underWay--;
      this.#waiting.shift()?.();
    }
  }

  /** @returns The answer, or a trouble that may pass. @throws {ElsewhereError} for what does not pass. */
  async #try(url: string, init: RequestInit, { until, mostBytes }: Bounds): Promise<Answer | Trouble> {
    const { clock, limits, token } = this.#options;
    const deadline = new AbortController();
    const left = Math.min(limits.deadlineMs, until - clock.now());
    if (left <= 0) return { trouble: new ElsewhereError("away", l10n.t("does not answer in time")) };
    const stopTimer = clock.startTimer(left, () => deadline.abort());
    const headers = {
      ...(init.headers as Record<string, string>),
      // eslint-disable-next-line language/untranslated -- a header
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    try {
      const response = await fetch(url, {
        ...init,
        headers,
        // Text goes where its person sent it, and not on from there.
        redirect: "manual",
        signal: AbortSignal.any([deadline.signal, this.#stopped.signal]),
      });
      if (response.ok) return { headers: response.headers, body: await readBody(response, mostBytes) };
      await response.body?.cancel().catch(() => undefined);
      return explain(response, token !== undefined);
    } catch (error) {
      if (error instanceof ElsewhereError) throw error;
      const why = deadline.signal.aborted
        ? l10n.t("does not answer in time")
        : l10n.t("cannot be reached ({0})", describe(error));
      return { trouble: new ElsewhereError("away", why, { cause: error }) };
    } finally {
      stopTimer();
    }
  }
}

interface Bounds {
  /** By the clock. */
  readonly until: number;
  readonly mostBytes: number;
}

interface Answer {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

interface Trouble {
  readonly trouble: ElsewhereError;
  /** What the server asks for. */
  readonly waitMs?: number | undefined;
}

async function readBody(response: Response, mostBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    parts.push(part as Uint8Array);
    bytes += (part as Uint8Array).length;
    if (bytes > mostBytes) {
      throw new ElsewhereError(
        "bad-answer",
        l10n.t("answers more than what was asked needs: over {0} bytes", mostBytes),
      );
    }
  }
  return Buffer.concat(parts);
}

/** @throws {ElsewhereError} for what asking again does not mend. */
function explain({ status, headers }: Response, hasToken: boolean): Trouble {
  if (status === 429 || status >= 500) {
    const waitMs = readWait(headers);
    return {
      trouble: new ElsewhereError("away", l10n.t("is busy or broken ({0})", status), { againMs: waitMs ?? 0 }),
      waitMs,
    };
  }
  if (status === 401 || status === 403) {
    throw new ElsewhereError(
      "refused",
      hasToken ? l10n.t("does not take the token ({0})", status) : l10n.t("asks for a token ({0})", status),
    );
  }
  if (status === 404) throw new ElsewhereError("refused", l10n.t("has no such model (404)"));
  if (status >= 300 && status < 400) {
    throw new ElsewhereError("refused", l10n.t("sends on to another address ({0}), which is not followed", status));
  }
  throw new ElsewhereError("refused", l10n.t("does not take the request ({0})", status));
}

/** The code of what failed, which stands deep in the causes; without one, what the innermost says. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return l10n.t("for a reason it does not give");
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error) return describe(inner);
  return "code" in error && typeof error.code === "string" ? error.code : cutText(error.message, 120);
}

function readTensors(model: unknown, kind: "inputs" | "outputs"): readonly DescribedTensor[] {
  const { [kind]: tensors } = Object(model) as Partial<Record<string, unknown>>;
  if (!Array.isArray(tensors)) {
    throw new ElsewhereError(
      "bad-answer",
      kind === "inputs"
        ? l10n.t("does not say what inputs its model has")
        : l10n.t("does not say what outputs its model has"),
    );
  }
  return tensors.map((tensor) => {
    const { name, datatype, shape } = Object(tensor) as Partial<Record<keyof DescribedTensor, unknown>>;
    const sizes = Array.isArray(shape) ? shape.map(Number) : [];
    return { name: String(name).slice(0, 80), datatype: String(datatype).slice(0, 16), shape: sizes.slice(0, 8) };
  });
}
