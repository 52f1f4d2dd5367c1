import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import { quote } from "../wording/quote";
import type { CheckpointConfig, PoolingState, TokenPooling } from "./checkpoint";
import { CheckpointError } from "./files/checkpointError";
import { JsonFields, readJsonFields } from "./files/jsonFields";
import { parseJson } from "./files/parseJson";
import { readFileBytes } from "./files/readFileBytes";

const LIMITS = { maxBytes: 65_536, code: "bad-config" } as const;

/** By the flag that older files set, or by the name that newer ones give. */
const FLAGS: Readonly<Record<string, TokenPooling>> = {
  pooling_mode_cls_token: "cls",
  pooling_mode_mean_tokens: "mean",
  pooling_mode_max_tokens: "max",
  pooling_mode_mean_sqrt_len_tokens: "mean-sqrt",
  pooling_mode_weightedmean_tokens: "weighted",
  pooling_mode_lasttoken: "last",
};
const NAMES: Readonly<Record<string, TokenPooling>> = {
  cls: "cls",
  mean: "mean",
  max: "max",
  mean_sqrt_len_tokens: "mean-sqrt",
  weightedmean: "weighted",
  lasttoken: "last",
};

/** A step of sentence-transformers: the last part of its class, and the folder of its files. */
interface Module {
  readonly kind: string;
  readonly folder: string;
}

/**
 * Reads how the files of sentence-transformers beside a checkpoint make one vector of a text: modules.json,
 * 1_Pooling/config.json and sentence_bert_config.json. What is missing or of no use here makes it absent, and the reason
 * says why: nothing but sentence vectors needs it.
 *
 * Source: UKPLab/sentence-transformers v5.1.0, SentenceTransformer.py, models/Transformer.py and models/Pooling.py.
 */
export async function readPooling(
  folder: string,
  config: Pick<CheckpointConfig, "hiddenSize" | "maxTokens">,
): Promise<PoolingState> {
  try {
    const modules = await readModules(join(folder, "modules.json"));
    if (modules === undefined) return createAbsent(l10n.t("no modules.json"));
    const [transformer, pooling, ...rest] = modules;
    const isNormalized = rest.length === 1 && rest[0]?.kind === "Normalize";
    if (transformer?.kind !== "Transformer" || pooling?.kind !== "Pooling" || (rest.length > 0 && !isNormalized)) {
      const found = modules.map(({ kind }) => kind).join(", ");
      return createAbsent(
        l10n.t(
          "modules.json lists {0}, expected Transformer, Pooling and perhaps Normalize",
          found || l10n.t("nothing"),
        ),
      );
    }
    const tokens = await readTokens(join(folder, pooling.folder, "config.json"), config.hiddenSize);
    const maxTokens = await readLimit(join(folder, transformer.folder), config.maxTokens);
    await refusePrompt(join(folder, "config_sentence_transformers.json"));
    return { present: true, tokens, isNormalized, maxTokens };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    return createAbsent(error.message);
  }
}

function createAbsent(reason: string): PoolingState {
  return { present: false, reason };
}

/** @returns `undefined` if there is no such file. */
async function readModules(path: string): Promise<readonly Module[] | undefined> {
  const bytes = await readFileBytes(path, LIMITS.maxBytes);
  if (bytes === undefined) return undefined;
  const listed = parseJson(bytes, path);
  if (!Array.isArray(listed)) throw new CheckpointError(LIMITS.code, l10n.t("{0}: expected a list", path));
  return listed.map((entry, index) => {
    const fields = new JsonFields(entry, l10n.t("{0}: module {1}", path, index), LIMITS.code);
    const folder = fields.text("path");
    // It goes into a path: only the name of a folder beside the file is one.
    if (!/^[\w-][\w.-]*$|^$/.test(folder)) fields.refuse("path", l10n.t("the name of a folder"));
    return { kind: fields.text("type").split(".").at(-1) ?? "", folder };
  });
}

async function readTokens(path: string, hiddenSize: number): Promise<TokenPooling> {
  const fields = await readJsonFields(path, LIMITS);
  if (fields === undefined) throw new CheckpointError(LIMITS.code, l10n.t("{0}: no such file", path));
  for (const size of ["word_embedding_dimension", "embedding_dimension"]) {
    if (fields.find(size) !== undefined) fields.integer(size, { min: hiddenSize, max: hiddenSize });
  }
  const named = fields.find("pooling_mode");
  const names = Array.isArray(named) ? (named as readonly unknown[]) : [named];
  const found = [
    ...Object.entries(FLAGS).flatMap(([flag, tokens]) => (fields.findFlag(flag) === true ? [tokens] : [])),
    ...names.flatMap((name) => (typeof name === "string" ? [NAMES[name]] : [])),
  ];
  const [tokens, ...others] = found;
  if (tokens !== undefined && others.length === 0) return tokens;
  const modes = names.length > 0 && named !== undefined ? quote(named) : found.join(", ") || l10n.t("none");
  throw new CheckpointError(
    LIMITS.code,
    l10n.t("{0}: pooling {1}, expected one of {2}", path, modes, Object.keys(NAMES).join(", ")),
  );
}

/** @returns Most tokens of a text, special ones included: what is beyond is not read. */
async function readLimit(folder: string, maxTokens: number): Promise<number> {
  for (const name of ["sentence_bert_config.json", "sentence_distilbert_config.json"]) {
    const fields = await readJsonFields(join(folder, name), LIMITS);
    if (fields === undefined) continue;
    if (fields.findFlag("do_lower_case") === true) {
      throw new CheckpointError(
        LIMITS.code,
        l10n.t("{0}: do_lower_case is true, which is not known here", fields.where),
      );
    }
    if (fields.find("max_seq_length") === undefined) return maxTokens;
    return Math.min(maxTokens, fields.integer("max_seq_length", { min: 8, max: Number.MAX_SAFE_INTEGER }));
  }
  return maxTokens;
}

/** Words that a model wants before every text would be part of its vector. */
async function refusePrompt(path: string): Promise<void> {
  const fields = await readJsonFields(path, LIMITS);
  if (fields?.find("default_prompt_name") === undefined) return;
  throw new CheckpointError(
    LIMITS.code,
    l10n.t("{0}: default_prompt_name is set, and prompts are not known here", path),
  );
}
