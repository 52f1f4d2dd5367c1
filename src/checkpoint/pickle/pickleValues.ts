import * as l10n from "@vscode/l10n";

/** What a pickle may hold besides numbers, texts, flags and `null`. Nothing of it does anything. */
export type PickleValue = PickleTuple | PickleList | PickleDict | PickleGlobal;

export class PickleTuple {
  readonly items: readonly unknown[];
  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

export class PickleList {
  readonly items: unknown[] = [];
}

export class PickleDict {
  readonly entries = new Map<unknown, unknown>();
}

/** What a pickle names in a module of Python. */
export class PickleGlobal {
  /** Such as "torch._utils._rebuild_tensor_v2". */
  readonly name: string;
  /** What stands for its call; absent for what is only a name. */
  readonly call: ((args: readonly unknown[]) => unknown) | undefined;
  /** Element type of a storage that it names, a key of `ELEMENT_BYTES`. */
  readonly dtype: string | undefined;
  constructor(name: string, does: { readonly call?: PickleGlobal["call"]; readonly dtype?: string }) {
    this.name = name;
    this.call = does.call;
    this.dtype = does.dtype;
  }
}

/** What a value is, in a word or two: its content could be anything. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (value instanceof PickleTuple) return l10n.t("a tuple of {0}", value.items.length);
  if (value instanceof PickleList) return l10n.t("a list of {0}", value.items.length);
  if (value instanceof PickleDict) return l10n.t("a dict of {0}", value.entries.size);
  if (value instanceof PickleGlobal) return value.name;
  return typeof value === "object" ? l10n.t("an object") : l10n.t("a {0}", typeof value);
}
