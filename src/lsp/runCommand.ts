import { lstat, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Connection } from "vscode-languageserver/node";
import type { EngineClient } from "../engine/client/engineClient";
import { findDisableEdit } from "../lint/open/findDisableEdit";
import { appendToList } from "../lint/projectFile/appendToList";
import { PROJECT_FILE } from "../lint/projectFile/projectFile";
import { readProjectFile } from "../lint/projectFile/readProjectFile";
import type { ProseReader } from "../prose/proseReader";
import type { Span } from "../text/spans/span";
import { LSP_COMMANDS } from "./lspCommands";
import type { LspDocument } from "./lspDocument";
import { LspError } from "./lspError";
import type { LspFolders } from "./lspFolders";
import type { LspLint } from "./lspLint";

export interface CommandParts {
  readonly connection: Connection;
  readonly engine: EngineClient;
  readonly prose: ProseReader;
  readonly folders: LspFolders;
  readonly lint: LspLint;
  readonly find: (address: string) => LspDocument | undefined;
}

/**
 * Runs a command that the client was offered, or that a person called by name.
 *
 * @throws {LspError} `bad-argument` for one that does not exist, or whose arguments make no sense; `stale`, `no-text`.
 */
export async function runCommand(parts: CommandParts, command: string, given: readonly unknown[]): Promise<void> {
  const { lint, engine, folders } = parts;
  switch (command) {
    case LSP_COMMANDS.accept: {
      const state = await lint.findState(requireDocument(parts, given));
      const sentence = requireText(given[1], "the sentence");
      state.rules.rereadAccepted();
      await state.rules.accepted.add(sentence, String(given[0]), readPlace(given[2]));
      return lint.refresh();
    }
    case LSP_COMMANDS.markAgain: {
      const state = await lint.findState(requireDocument(parts, given));
      state.rules.rereadAccepted();
      await state.rules.accepted.clear();
      return lint.refresh();
    }
    case LSP_COMMANDS.disable:
      return insertDisable(parts, requireDocument(parts, given), given);
    case LSP_COMMANDS.never: {
      const state = await lint.findState(requireDocument(parts, given));
      const [rule, pair] = [requireText(given[1], "the rule"), requireText(given[2], "the pair")];
      await addPair(state.rules.projectFolder, rule, pair);
      folders.forget();
      return lint.refresh();
    }
    case LSP_COMMANDS.check:
      return lint.check(requireDocument(parts, given));
    case LSP_COMMANDS.restart:
      engine.restart();
      return lint.refresh();
    default:
      throw new LspError(
        "bad-argument",
        `The command "${command}" is none of ${Object.values(LSP_COMMANDS).join(", ")}.`,
      );
  }
}

async function insertDisable(
  { connection, prose, lint }: CommandParts,
  document: LspDocument,
  [, version, rule, start]: readonly unknown[],
): Promise<void> {
  const all = await lint.listAll(document);
  const finding = all.find((each) => each.rule === rule && each.sentence.span.start === start);
  if (finding === undefined || document.version !== version) throw stale();
  const edit = await findDisableEdit(prose, document, finding);
  if (document.version !== version) throw stale();
  if (edit === undefined) {
    throw new LspError(
      "no-text",
      "No comment fits here without cutting another sentence. Leave it unmarked without one.",
    );
  }
  const { start: place } = document.toRange({ start: edit.offset, end: edit.offset });
  const changes = { [document.address]: [{ range: { start: place, end: place }, newText: edit.text }] };
  await connection.workspace.applyEdit({ label: "Leave this unmarked, with a comment", edit: { changes } });
}

/** Writes a pair into the project file, which is made if there is none. */
async function addPair(folder: string | undefined, rule: string, pair: string): Promise<void> {
  if (folder === undefined) {
    throw new LspError(
      "no-text",
      `A pair is left out in the file ${PROJECT_FILE} of a folder. This document is in none.`,
    );
  }
  const file = path.join(folder, PROJECT_FILE);
  const found = await lstat(file).catch(() => undefined);
  // A link may lead anywhere, and a folder may come from anybody.
  if (found !== undefined && !found.isFile()) throw new LspError("no-text", `${file} is no plain file.`);
  const bytes = found === undefined ? new Uint8Array() : await readFile(file);
  if (found !== undefined) readProjectFile(bytes);
  await writeFile(file, appendToList(new TextDecoder().decode(bytes), ["rules", rule, "never"], pair));
}

function requireDocument({ find }: CommandParts, [address]: readonly unknown[]): LspDocument {
  const document = typeof address === "string" ? find(address) : undefined;
  if (document !== undefined) return document;
  throw new LspError(
    "bad-argument",
    `The first argument is ${JSON.stringify(address)}. Give the address of an open document.`,
  );
}

function requireText(value: unknown, what: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new LspError("bad-argument", `An argument is ${JSON.stringify(value)}. Give ${what} as a text.`);
}

function readPlace(value: unknown): Span | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { start, end } = value as Partial<Record<keyof Span, unknown>>;
  return typeof start === "number" && typeof end === "number" ? { start, end } : undefined;
}

function stale(): LspError {
  return new LspError("stale", "The document has changed. Try again.");
}
