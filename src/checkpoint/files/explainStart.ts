import * as l10n from "@vscode/l10n";

/** What may stand in the place of a file of weights. */
interface Content {
  readonly isAt: (start: Buffer) => boolean;
  readonly what: string;
  /** What to do. */
  readonly next: string;
}

const begins = (hex: string) => (start: Buffer) => start.toString("hex").startsWith(hex);

/** The bytes that tell them apart. */
export const TELLING_BYTES = 16;

/** What to do with a pickle that is not torch.save's. */
export const SAVE_ANEW = l10n.t(
  'In Python, load it as it was written, and save its tensors alone: torch.save(model.state_dict(), "pytorch_model.bin")',
);

/** The first one that fits is told. */
const CONTENTS: readonly Content[] = [
  {
    // The header of safetensors is JSON, after its length in 8 bytes.
    isAt: (start) => /^[^]{4}\0{4}\{/.test(start.toString("latin1")),
    what: l10n.t("a file of safetensors"),
    next: l10n.t("Call it model.safetensors"),
  },
  {
    isAt: begins("504b0304"),
    what: l10n.t("a zip archive, as torch.save writes"),
    next: l10n.t("If torch.save wrote it, call it pytorch_model.bin; else unpack it"),
  },
  {
    isAt: (start) => start[0] === 0x80 && start[1] !== undefined && start[1] >= 2 && start[1] <= 5,
    what: l10n.t("a pickle of Python"),
    next: l10n.t(
      "If torch.save wrote it, call it pytorch_model.bin. If pickle.dump or joblib.dump did: {0}",
      SAVE_ANEW,
    ),
  },
  {
    // Protocols 0 and 1 have no number at the start: they begin to build a dict, a list or something that they name.
    isAt: (start) => /^(?:\((?:dp|lp|d|l)\d|[}\]]q.|ccollections\n|cnumpy)/s.test(start.toString("latin1")),
    what: l10n.t("a pickle that torch.save did not write"),
    next: SAVE_ANEW,
  },
  { isAt: begins("1f8b"), what: l10n.t("compressed by gzip"), next: l10n.t("Unpack it first") },
  { isAt: begins("28b52ffd"), what: l10n.t("compressed by zstd"), next: l10n.t("Unpack it first") },
  { isAt: begins("fd377a585a00"), what: l10n.t("compressed by xz"), next: l10n.t("Unpack it first") },
  {
    isAt: begins("894844460d0a1a0a"),
    what: l10n.t("a file of Keras (HDF5)"),
    next: l10n.t("Call it tf_model.h5: Cloze then says how to make model.safetensors of it"),
  },
  {
    isAt: (start) => /^\s*<(?:!doctype|html|\?xml)/i.test(start.toString("latin1")),
    what: l10n.t("a page of the web in the place of the file itself"),
    next: l10n.t("Download the file again"),
  },
];

/**
 * Explains what a file is that was expected to hold weights of another form.
 *
 * @param start - At most `TELLING_BYTES` of its start.
 * @returns What it is and what to do; `undefined` if the bytes do not tell.
 */
export function explainStart(start: Uint8Array): { readonly what: string; readonly next: string } | undefined {
  const bytes = Buffer.from(start);
  return CONTENTS.find(({ isAt }) => isAt(bytes));
}
