import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";

/** An inference server that computes in this machine's place, as its person named it. */
export interface ServerSettings {
  /** Of the model, as {@link readServerAddress} gives it. */
  readonly url: string;
  /** Goes to that server and to no other. */
  readonly token?: string | undefined;
}

/** A server that has been silent for some time, while an answer waits for it. */
export interface ServerWait {
  /** As {@link ServerSettings.url}. */
  readonly server: string;
  /** How long it is waited for from then on, at the longest. */
  readonly leftMs: number;
}

/** The environment variable that holds a server's token, of the command line and of the engine's process. */
export const SERVER_TOKEN = "CLOZE_ENGINE_TOKEN";

/** What a person calls the things that they say of a server besides its address. */
export interface AddressPlaces {
  readonly plainHttp: string;
  readonly token: string;
}

/** Ends in a model of the Open Inference Protocol, version 2, with or without a version of the model. */
const MODEL_PATH = /^(?:\/[^/]+)*\/v2\/models\/[^/]+(?:\/versions\/[^/]+)?$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks the address of a server's model. Text travels there, so it must be https, or this machine itself.
 *
 * @param allowsHttp - Whether a person allowed http to other machines.
 * @param places - Where else the person says something: named in what is wrong.
 * @returns The address, or what is wrong with it: words to follow the name of where it was written and "is".
 */
export function readServerAddress(
  written: string,
  { allowsHttp, places }: { readonly allowsHttp: boolean; readonly places: AddressPlaces },
): { readonly url: string } | { readonly wrong: string } {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  const path = url?.pathname.replace(/\/$/, "") ?? "";
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.search !== "" ||
    url.hash !== "" ||
    !MODEL_PATH.test(path)
  ) {
    return {
      wrong: l10n.t(
        '{0}, expected the address of a model such as "https://inference.example.org/v2/models/cloze-small"',
        quote(written),
      ),
    };
  }
  if (url.username !== "" || url.password !== "") {
    return {
      wrong: l10n.t("an address with a name or a password in it, expected none: a token goes into {0}", places.token),
    };
  }
  if (url.protocol === "http:" && !allowsHttp && !LOOPBACK.test(url.hostname)) {
    return {
      wrong: l10n.t(
        "{0}, expected https: over http everybody between here and {1} can read what is written; {2} allows it all the same",
        quote(written),
        url.host,
        places.plainHttp,
      ),
    };
  }
  return { url: `${url.origin}${path}` };
}
