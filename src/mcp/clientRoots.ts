import { fileURLToPath } from "node:url";

/** As the server knows its client. */
interface RootsClient {
  getClientCapabilities(): { readonly roots?: unknown } | undefined;
  listRoots(): Promise<{ readonly roots: readonly { readonly uri: string }[] }>;
}

/** The folders that the client says are worked in: asked once, and again when it says that they changed. */
export class ClientRoots {
  readonly #client: RootsClient;
  #asked: Promise<readonly string[]> | undefined;

  constructor(client: RootsClient) {
    this.#client = client;
  }

  list(): Promise<readonly string[]> {
    const asked = (this.#asked ??= this.#ask());
    asked.catch(() => this.forget());
    return asked;
  }

  forget(): void {
    this.#asked = undefined;
  }

  async #ask(): Promise<readonly string[]> {
    if (this.#client.getClientCapabilities()?.roots === undefined) return [];
    const { roots } = await this.#client.listRoots();
    return roots.flatMap(({ uri }) => (uri.startsWith("file:") ? [fileURLToPath(uri)] : []));
  }
}
