import * as l10n from "@vscode/l10n";
import { cutText } from "../../wording/cutText";
import { LibraryError } from "../libraryError";
import type { HubSettings } from "./hubSettings";
import { PACE, type Pace, requireGoing, selectWait, wait } from "./pace";

export interface HubFetchOptions {
  readonly settings: HubSettings;
  /** What is asked for, as messages name it: `model owner/name`. */
  readonly subject: string;
  readonly signal?: AbortSignal | undefined;
  readonly pace?: Pace;
}

/**
 * Asks the hub as `fetch` does, and adds what a hub needs: the token, which goes nowhere else, patience with one that is
 * busy, and errors in words. A hub that cannot be reached is said at once; only one that was reached before is tried again.
 * The global `fetch` is taken at each call, because the editor puts one in its place that knows its proxy settings.
 *
 * @returns Answers that are as they should be (2xx), and 416.
 * @throws {LibraryError} `offline`, `busy`, `not-found`, `not-allowed`, `bad-hub`, `cancelled`.
 */
export function createHubFetch({ settings, subject, signal, pace = PACE }: HubFetchOptions): typeof fetch {
  const { endpoint, isOffline, token } = settings;
  const { host, origin } = new URL(endpoint);
  let isReached = false;

  const ask = async (input: string | URL, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    // Where a redirect leads to another host, fetch itself leaves this header out.
    // eslint-disable-next-line language/untranslated -- HTTP
    if (token !== undefined && new URL(input).origin === origin) headers.set("authorization", `Bearer ${token}`);
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), pace.silenceMs);
    const signals = [silence.signal, ...(signal ? [signal] : []), ...(init.signal ? [init.signal] : [])];
    try {
      return await fetch(input, { ...init, headers, signal: AbortSignal.any(signals) });
    } finally {
      clearTimeout(timer);
    }
  };

  return async (input, init = {}) => {
    if (isOffline)
      throw new LibraryError("offline", l10n.t("{0}: HF_HUB_OFFLINE is set, so that {1} is not asked", subject, host));
    const url = input instanceof Request ? input.url : input;
    for (let attempt = 1; ; attempt++) {
      requireGoing(signal);
      let trouble: LibraryError;
      let waitMs = selectWait(pace, attempt);
      try {
        const response = await ask(url, init);
        isReached = true;
        if (response.ok || response.status === 416) return response;
        trouble = await explain(response, { subject, host, hasToken: token !== undefined });
        if (trouble.code !== "busy") throw trouble;
        waitMs = readWait(response) ?? waitMs;
      } catch (error) {
        requireGoing(signal);
        if (error instanceof LibraryError) throw error;
        trouble = explainSilence(error, { subject, host });
        if (!isReached) throw trouble;
      }
      if (attempt >= pace.attempts || waitMs > pace.mostWaitMs) throw trouble;
      await wait(waitMs, signal);
    }
  };
}

/** Milliseconds that the hub asks for: its header holds seconds or a date. */
function readWait(response: Response): number | undefined {
  const written = response.headers.get("retry-after");
  if (written === null) return undefined;
  const ms = /^\d+$/.test(written) ? Number(written) * 1000 : Date.parse(written) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

interface Context {
  readonly subject: string;
  readonly host: string;
}

export function explainSilence(error: unknown, { subject, host }: Context): LibraryError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  const isSilent = error instanceof Error && error.name === "AbortError";
  const why = isSilent
    ? l10n.t("it does not answer")
    : (code ?? (cause instanceof Error ? cutText(cause.message, 120) : l10n.t("no reason")));
  return new LibraryError("offline", l10n.t("{0}: {1} cannot be reached ({2})", subject, host, why), { cause: error });
}

interface Answer extends Context {
  readonly status: number;
  readonly headers: Headers;
  readonly hasToken: boolean;
}

async function explain(response: Response, context: Context & { readonly hasToken: boolean }): Promise<LibraryError> {
  // Otherwise the connection stays taken until the garbage is collected.
  await response.body?.cancel().catch(() => undefined);
  const { status, headers } = response;
  const answer: Answer = { ...context, status, headers };
  const { subject, host } = context;
  if (status === 429 || status >= 500) return explainBusy(answer);
  if (status === 401 || status === 403) return explainDoor(answer);
  if (status !== 404)
    return new LibraryError(
      "bad-hub",
      l10n.t("{0}: {1} answers {2}", subject, host, `${status}${quoteReason(headers)}`),
    );
  const reason = headers.get("x-error-code");
  return new LibraryError("not-found", describeMissing(reason, context));
}

function describeMissing(reason: string | null, { subject, host }: Context): string {
  if (reason === "RevisionNotFound") return l10n.t("{0}: {1} has no such revision", subject, host);
  if (reason === "EntryNotFound") return l10n.t("{0}: {1} has no such file", subject, host);
  return l10n.t("{0}: {1} has no such model", subject, host);
}

function explainBusy({ subject, host, status, headers }: Answer): LibraryError {
  const later = headers.get("retry-after");
  const answer = `${status}${quoteReason(headers)}`;
  if (later === null) {
    return new LibraryError("busy", l10n.t("{0}: {1} answers {2}; try again later", subject, host, answer));
  }
  const when = `${cutText(later, 40)}${/^\d+$/.test(later) ? " s" : ""}`;
  return new LibraryError(
    "busy",
    l10n.t("{0}: {1} answers {2}; it wants to be asked again after {3}", subject, host, answer, when),
  );
}

function explainDoor({ subject, host, status, headers, hasToken }: Answer): LibraryError {
  const reason = headers.get("x-error-code");
  if (reason === "GatedRepo" || status === 403) {
    return new LibraryError(
      "not-allowed",
      l10n.t(
        "{0}: {1} gives it only to accounts that were let in{2}; accept its terms on its page there, and {3}",
        subject,
        host,
        quoteReason(headers),
        describeToken(),
      ),
    );
  }
  if (hasToken && reason !== "RepoNotFound") {
    return new LibraryError(
      "not-allowed",
      l10n.t("{0}: {1} does not take the token{2}; {3}", subject, host, quoteReason(headers), describeToken()),
    );
  }
  return new LibraryError(
    "not-found",
    hasToken
      ? l10n.t("{0}: {1} has no such model, or shows it only to some; check the name", subject, host)
      : l10n.t(
          "{0}: {1} has no such model, or shows it only to some; check the name, or {2}",
          subject,
          host,
          describeToken(),
        ),
  );
}

function quoteReason(headers: Headers): string {
  const said = headers.get("x-error-message");
  return said === null ? "" : `: ${cutText(said, 200)}`;
}

/** What to do about it. */
function describeToken(): string {
  return l10n.t(`give a token of yours, by HF_TOKEN or by "Cloze: Set the Hub's Token" in the editor`);
}
