import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { findVariable, selectHubHome } from "../cache/hubCacheFolder";
import { LibraryError } from "../libraryError";

/** Which hub is asked, and as whom. */
export interface HubSettings {
  /** Address without a slash at its end. */
  readonly endpoint: string;
  /** Goes to that address and to no other. */
  readonly token: string | undefined;
  /** The person wants no hub asked at all. */
  readonly isOffline: boolean;
}

type Environment = Readonly<Partial<Record<string, string>>>;

export const DEFAULT_ENDPOINT = "https://huggingface.co";
const MAX_TOKEN_UNITS = 1_000;

/**
 * Reads what Hugging Face's own tools read: HF_ENDPOINT, HF_TOKEN or the file that `hf auth login` wrote, HF_HUB_OFFLINE.
 *
 * Source: huggingface_hub 1.0, constants.py and utils/_auth.py.
 *
 * @param token - Goes before those of the environment.
 * @throws {LibraryError} `bad-endpoint`.
 */
export async function readHubSettings(
  token?: string,
  environment: Environment = process.env,
  home: string = homedir(),
): Promise<HubSettings> {
  const isSet = (name: string) => /^(?:1|true|yes|on)$/i.test(environment[name] ?? "");
  const isImplicit = !isSet("HF_HUB_DISABLE_IMPLICIT_TOKEN");
  const found =
    token ??
    (isImplicit
      ? (environment["HF_TOKEN"] ?? environment["HUGGING_FACE_HUB_TOKEN"] ?? (await readTokenFile(environment, home)))
      : undefined);
  return {
    endpoint: readEndpoint(environment["HF_ENDPOINT"]),
    token: cleanToken(found),
    isOffline: isSet("HF_HUB_OFFLINE") || isSet("TRANSFORMERS_OFFLINE"),
  };
}

function readEndpoint(written: string | undefined): string {
  if (written === undefined || written === "") return DEFAULT_ENDPOINT;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.search !== "") {
    throw new LibraryError(
      "bad-endpoint",
      l10n.t(`HF_ENDPOINT is {0}, expected the address of a hub such as "{1}"`, quote(written), DEFAULT_ENDPOINT),
    );
  }
  let end = url.href.length;
  while (url.href[end - 1] === "/") end--;
  return url.href.slice(0, end);
}

async function readTokenFile(environment: Environment, home: string): Promise<string | undefined> {
  const file = findVariable(environment, "HF_TOKEN_PATH") ?? path.join(selectHubHome(environment, home), "token");
  return readFile(file, "utf8").catch(() => undefined);
}

/** A header holds one line; what cannot be a token is none. */
function cleanToken(found: string | undefined): string | undefined {
  const token = found?.trim() ?? "";
  return /^[\x21-\x7e]+$/.test(token) && token.length <= MAX_TOKEN_UNITS ? token : undefined;
}
