import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { CheckpointError } from "../../checkpoint/files/checkpointError";
import { type FileStamp, findStamp } from "../../checkpoint/files/fileStamp";
import { GraphError } from "../../graph/graphError";
import type { GraphWeights } from "../../graph/graphWeights";
import type { Int8File } from "../../graph/int8/int8File";
import type { MatrixType } from "../../graph/int8/quantizeRows";
import { type CheckStart, type Int8Weights, readInt8 } from "../../graph/int8/readInt8";
import { writeInt8 } from "../../graph/int8/writeInt8";
import { ModelError } from "../../tasks/model/model";
import { markUsed, pruneCache } from "../cache/pruneCache";
import { writeWhole } from "../cache/writeWhole";
import type { OpenSession } from "../sessions/openSession";
import type { PreparedWeights } from "./preparedWeights";

export interface Int8Options {
  readonly cacheFolder: string;
  readonly matrixType: MatrixType;
  /** Checks the file. Default: in this thread. */
  readonly check?: CheckStart | undefined;
}

export interface Int8Place {
  readonly checkpoint: Checkpoint;
  readonly layout: Int8File;
  readonly path: string;
  readonly options: Int8Options;
}

/** A file that is removed or written to as often as this while it is opened is not worth another try. */
const MOST_TRIES = 3;

/**
 * Finds the file of a checkpoint's int8 weights, or makes it. One that is found may still be under check.
 *
 * @throws {GraphError} `bad-weight`; {CheckpointError} `changed`; {ModelError} `failed` if the folder cannot be used.
 */
export async function openCachedInt8(place: Int8Place): Promise<PreparedWeights> {
  return nameFolder(place, async () => new CachedInt8(place, (await findInt8(place)) ?? (await makeInt8(place))));
}

/**
 * The file, as long as the model is loaded. Whoever removes the cache may do so meanwhile: a session that is opened later
 * finds the file or makes it again.
 */
class CachedInt8 implements PreparedWeights {
  readonly #place: Int8Place;
  /** The files that sessions map, by inode. One that was replaced is written to by nobody. */
  readonly #mapped = new Map<string, FileStamp>();
  readonly graphWeights: GraphWeights;
  #current: Promise<Int8Weights>;
  #isStale = false;

  constructor(place: Int8Place, current: Int8Weights) {
    this.#place = place;
    this.#current = Promise.resolve(current);
    this.graphWeights = current;
  }

  readonly isStale = (): boolean => this.#isStale;

  readonly openSession: OpenSession = async (open) => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const weights = await this.#findSound();
      const session = await this.#openOver(weights, open);
      if (session !== undefined) return session;
    }
    this.#isStale = true;
    throw this.#refuse(
      l10n.t(
        "{0}, the weights in 8 bits, was removed or changed each time it was opened. Ask again: it is made anew",
        this.#place.path,
      ),
    );
  };

  readonly verify = async (): Promise<void> => {
    const { path } = this.#place;
    const found = findStamp(path);
    const known = found && this.#mapped.get(found.inode);
    if (found === undefined || known === undefined || isSameContent(known, found)) return;
    // Whoever wrote to the file may have written the same again.
    try {
      const { stamp, checked } = await this.#read();
      await checked;
      if (!isSameContent(stamp, found) || !this.#isAt(stamp)) {
        throw this.#refuse(
          l10n.t("{0}, the weights in 8 bits, is being written to. Ask again: it is made anew", this.#place.path),
        );
      }
      this.#mapped.set(stamp.inode, stamp);
    } catch (cause) {
      this.#isStale = true;
      throw this.#refuse(
        l10n.t(
          "{0}, the weights in 8 bits, was changed while the model was in use. Ask again: it is made anew",
          this.#place.path,
        ),
        cause,
      );
    }
  };

  /** The weights whose file is there now. */
  async #findSound(): Promise<Int8Weights> {
    const current = this.#current;
    const weights = await current.catch(() => undefined);
    if (weights !== undefined && this.#isAt(weights.stamp)) return weights;
    // If several sessions are opened, only the first looks for the file again.
    if (this.#current === current) this.#current = this.#mend();
    try {
      return await this.#current;
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  /** @returns `undefined` if the file is not the one that was checked, or proves damaged. */
  async #openOver<S extends { dispose(): Promise<void> }>(
    weights: Int8Weights,
    open: () => Promise<S>,
  ): Promise<S | undefined> {
    let session: S;
    try {
      session = await open();
    } catch (error) {
      if (this.#isAt(weights.stamp)) throw error;
      return undefined;
    }
    const isSound = await weights.checked.then(
      () => true,
      () => false,
    );
    if (isSound && this.#isAt(weights.stamp)) {
      this.#mapped.set(weights.stamp.inode, weights.stamp);
      return session;
    }
    await session.dispose();
    if ((await this.#current.catch(() => undefined)) === weights) this.#current = this.#mend();
    return undefined;
  }

  #mend(): Promise<Int8Weights> {
    const mended = nameFolder(this.#place, async () => {
      const found = await findInt8(this.#place);
      const isSound = await found?.checked.then(
        () => true,
        () => false,
      );
      return isSound === true && found !== undefined ? found : makeInt8(this.#place);
    });
    // Whoever opens a session hears of a failure.
    mended.catch(() => undefined);
    return mended;
  }

  #read(): Promise<Int8Weights> {
    const { layout, path, options } = this.#place;
    return readInt8(layout, path, options.check);
  }

  #isAt(stamp: FileStamp): boolean {
    const found = findStamp(this.#place.path);
    return found !== undefined && isSameContent(stamp, found);
  }

  #refuse(message: string, cause?: unknown): GraphError {
    return new GraphError("bad-file", message, { cause });
  }
}

/** Every process that uses the file notes its use, which is a change, but not of the content. */
function isSameContent(a: FileStamp, b: FileStamp): boolean {
  return a.inode === b.inode && a.content === b.content;
}

async function nameFolder<T>({ options: { cacheFolder } }: Pick<Int8Place, "options">, work: () => Promise<T>) {
  try {
    return await work();
  } catch (cause) {
    const isOfModel = cause instanceof CheckpointError || (cause instanceof GraphError && cause.code !== "bad-file");
    if (isOfModel) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError("failed", l10n.t("int8 weights cannot be kept in {0}: {1}", cacheFolder, reason), { cause });
  }
}

/** @returns `undefined` if there is no such file, or its size or header is wrong. */
async function findInt8({ layout, path, options }: Int8Place): Promise<Int8Weights | undefined> {
  await markUsed(path);
  return readInt8(layout, path, options.check).catch((error: unknown) => {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isMissing || (error instanceof GraphError && error.code === "bad-file")) return undefined;
    throw error;
  });
}

/** Writes the file and checks it. */
async function makeInt8(place: Int8Place): Promise<Int8Weights> {
  const { checkpoint, layout, path, options } = place;
  await mkdir(dirname(path), { recursive: true });
  await pruneCache(dirname(path), [".safetensors", ".hash", ".agreement"]);
  try {
    await writeWhole(path, async (temporary) => {
      await writeInt8(checkpoint, temporary, options.matrixType);
      await markUsed(temporary);
    });
  } catch (error) {
    // On Windows a file cannot replace one that another process reads. In that case the other process has just made it.
    const made = await findInt8(place);
    if (made === undefined) throw error;
    await made.checked;
    return made;
  }
  const made = await readInt8(layout, path, options.check);
  await made.checked;
  return made;
}
