import type * as vscode from "vscode";
import type { ServerSettings } from "../../engine/protocol/serverAddress";

/** Addresses that the person was asked about, and what they said. */
const ANSWERS_KEY = "cloze.engineServers";
const TOKEN_KEY = "cloze.engineToken";

/** The server that the person's settings name, and whether they agreed that what they write goes there. */
export class EngineServer {
  readonly #readUrl: () => string | undefined;
  readonly #memory: vscode.Memento;
  readonly #secrets: vscode.SecretStorage;
  /** Undefined until the system's key store has said. */
  #token: { readonly value: string | undefined } | undefined;

  /** @param readUrl - The setting's address; `undefined` for none. */
  constructor(readUrl: () => string | undefined, memory: vscode.Memento, secrets: vscode.SecretStorage) {
    this.#readUrl = readUrl;
    this.#memory = memory;
    this.#secrets = secrets;
  }

  /** What the engine is started with: nothing before the person agreed. @throws {EditorError} `bad-setting` */
  find(): ServerSettings | undefined {
    const url = this.#readUrl();
    if (url === undefined || this.answerFor(url) !== true || this.#token === undefined) return undefined;
    return { url, token: this.#token.value };
  }

  /** Whether text may go to an address; `undefined` if the person has not said. */
  answerFor(url: string): boolean | undefined {
    return this.#memory.get<Readonly<Record<string, boolean>>>(ANSWERS_KEY, {})[url];
  }

  async keepAnswer(url: string, isAllowed: boolean): Promise<void> {
    await this.#memory.update(ANSWERS_KEY, { ...this.#memory.get(ANSWERS_KEY, {}), [url]: isAllowed });
  }

  /** The key store is asked only if a server was named. */
  async readToken(): Promise<void> {
    this.#token ??= { value: await this.#secrets.get(TOKEN_KEY) };
  }

  /** @param token - Empty for none. */
  async keepToken(token: string): Promise<void> {
    if (token === "") await this.#secrets.delete(TOKEN_KEY);
    else await this.#secrets.store(TOKEN_KEY, token);
    this.#token = { value: token === "" ? undefined : token };
  }
}
