import * as l10n from "@vscode/l10n";
import { cutText } from "../../wording/cutText";
import type { CheckpointError } from "../files/checkpointError";
import { OPCODE_NAMES } from "./opcodeNames";
import { PickleBytes } from "./pickleBytes";
import { describeValue, PickleDict, PickleGlobal, PickleList, PickleTuple } from "./pickleValues";

/** Of the largest BERT that `readConfig` accepts: 16,000 tensors at some 60 opcodes each. */
const MAX_OPCODES = 2_000_000;
/** Values that are begun and not ended, one within the other. A file of tensors has 4. */
const MAX_DEPTH = 64;
const MAX_PROTOCOL = 5;
const MAX_NAME = 120;

export interface PickleRules {
  /** Names the pickle in errors. */
  readonly where: string;
  /** Everything that the pickle may name, as "module name". */
  readonly globals: ReadonlyMap<string, PickleGlobal>;
  /** What a persistent id stands for. */
  readonly findPersistent: (id: unknown) => unknown;
}

/**
 * Reads a pickle without running anything: of the opcodes, those that files of tensors have; of the names, those in
 * `rules.globals`. Everything else is refused by its name.
 *
 * @param start - Where in `bytes` the pickle starts.
 * @returns The value, and where the pickle ends.
 * @throws {CheckpointError} `unsupported` for what is refused; `truncated`, `bad-header` and `too-large`.
 * Source: python/cpython v3.13.0, Lib/pickle.py, `_Unpickler`.
 */
export function readPickle(
  bytes: Uint8Array,
  start: number,
  rules: PickleRules,
): { readonly value: unknown; readonly end: number } {
  return new PickleMachine(new PickleBytes(bytes, rules.where, start), rules).run();
}

class PickleMachine {
  readonly #bytes: PickleBytes;
  readonly #rules: PickleRules;
  readonly #memo = new Map<number, unknown>();
  readonly #marked: unknown[][] = [];
  #stack: unknown[] = [];

  constructor(bytes: PickleBytes, rules: PickleRules) {
    this.#bytes = bytes;
    this.#rules = rules;
  }

  run(): { readonly value: unknown; readonly end: number } {
    for (let count = 0; count < MAX_OPCODES; count += 1) {
      const opcode = this.#bytes.byte();
      if (opcode === 0x2e) return { value: this.#pop(), end: this.#bytes.at };
      if (!(this.#readConstant(opcode) || this.#readSized(opcode) || this.#readMemo(opcode) || this.#build(opcode))) {
        const name = OPCODE_NAMES[opcode];
        throw this.#refuse(
          name === undefined ? "bad-header" : "unsupported",
          l10n.t("opcode {0}, expected one of those that build tensors", name ?? `0x${opcode.toString(16)}`),
        );
      }
    }
    throw this.#refuse("too-large", l10n.t("more than {0} opcodes, expected fewer", MAX_OPCODES));
  }

  /** Numbers and the like. @returns Whether this is such an opcode; the same for the others. */
  #readConstant(opcode: number): boolean {
    const bytes = this.#bytes;
    switch (opcode) {
      case 0x80: // PROTO
        return this.#checkProtocol(bytes.byte());
      case 0x95: // FRAME: how many bytes come next, for those who read a stream
        bytes.length64();
        return true;
      case 0x4e: // NONE
        return this.#push(null);
      case 0x88: // NEWTRUE
        return this.#push(true);
      case 0x89: // NEWFALSE
        return this.#push(false);
      case 0x4b: // BININT1
        return this.#push(bytes.byte());
      case 0x4d: // BININT2
        return this.#push(bytes.uint16());
      case 0x4a: // BININT
        return this.#push(bytes.int32());
      case 0x8a: // LONG1
        return this.#push(bytes.integer(bytes.byte()));
      case 0x47: // BINFLOAT
        return this.#push(bytes.float64());
      default:
        return false;
    }
  }

  /** Texts and bytes, after their length. */
  #readSized(opcode: number): boolean {
    const bytes = this.#bytes;
    switch (opcode) {
      case 0x55: // SHORT_BINSTRING: Python 2 wrote its texts so
      case 0x8c: // SHORT_BINUNICODE
        return this.#push(bytes.text(bytes.byte()));
      case 0x54: // BINSTRING
      case 0x58: // BINUNICODE
        return this.#push(bytes.text(bytes.uint32()));
      case 0x8d: // BINUNICODE8
        return this.#push(bytes.text(bytes.length64()));
      case 0x43: // SHORT_BINBYTES
        return this.#push(bytes.take(bytes.byte()));
      case 0x42: // BINBYTES
        return this.#push(bytes.take(bytes.uint32()));
      case 0x8e: // BINBYTES8
        return this.#push(bytes.take(bytes.length64()));
      default:
        return false;
    }
  }

  #readMemo(opcode: number): boolean {
    const bytes = this.#bytes;
    switch (opcode) {
      case 0x71: // BINPUT
        return this.#remember(bytes.byte());
      case 0x72: // LONG_BINPUT
        return this.#remember(bytes.uint32());
      case 0x94: // MEMOIZE
        return this.#remember(this.#memo.size);
      case 0x68: // BINGET
        return this.#recall(bytes.byte());
      case 0x6a: // LONG_BINGET
        return this.#recall(bytes.uint32());
      default:
        return false;
    }
  }

  #build(opcode: number): boolean {
    switch (opcode) {
      case 0x28: // MARK
        if (this.#marked.length === MAX_DEPTH)
          throw this.#refuse("bad-header", l10n.t("nested over {0} deep", MAX_DEPTH));
        this.#marked.push(this.#stack);
        this.#stack = [];
        return true;
      case 0x29: // EMPTY_TUPLE
        return this.#push(new PickleTuple([]));
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        return this.#push(new PickleTuple(this.#popMany(opcode - 0x84)));
      case 0x74: // TUPLE
        return this.#push(new PickleTuple(this.#popMarked()));
      case 0x5d: // EMPTY_LIST
        return this.#push(new PickleList());
      case 0x61: // APPEND
        return this.#append(this.#popMany(1));
      case 0x65: // APPENDS
        return this.#append(this.#popMarked());
      case 0x7d: // EMPTY_DICT
        return this.#push(new PickleDict());
      case 0x73: // SETITEM
        return this.#setItems(this.#popMany(2));
      case 0x75: // SETITEMS
        return this.#setItems(this.#popMarked());
      default:
        return this.#call(opcode);
    }
  }

  /** What Python would do by calling something. */
  #call(opcode: number): boolean {
    switch (opcode) {
      case 0x63: // GLOBAL
        return this.#push(this.#findGlobal(this.#bytes.line(), this.#bytes.line()));
      case 0x93: {
        // STACK_GLOBAL
        const [module, name] = this.#popMany(2);
        if (typeof module !== "string" || typeof name !== "string")
          throw this.#refuse("bad-header", l10n.t("a name that is no text"));
        return this.#push(this.#findGlobal(module, name));
      }
      case 0x52: {
        // REDUCE
        const [callee, args] = this.#popMany(2);
        if (!(callee instanceof PickleGlobal) || callee.call === undefined) {
          throw this.#refuse("unsupported", l10n.t("a call of {0}, which builds no tensor", describeValue(callee)));
        }
        if (!(args instanceof PickleTuple))
          throw this.#refuse("bad-header", l10n.t("{0} of {1}, expected a tuple", callee.name, describeValue(args)));
        return this.#push(callee.call(args.items));
      }
      case 0x62: {
        // BUILD: the state of an OrderedDict says which version of PyTorch's layers wrote it.
        const [target, state] = this.#popMany(2);
        if (!(target instanceof PickleDict && state instanceof PickleDict)) {
          throw this.#refuse(
            "unsupported",
            l10n.t(
              "{0} as the state of {1}, expected that of an OrderedDict",
              describeValue(state),
              describeValue(target),
            ),
          );
        }
        return this.#push(target);
      }
      case 0x51: // BINPERSID
        return this.#push(this.#rules.findPersistent(this.#pop()));
      default:
        return false;
    }
  }

  #findGlobal(module: string, name: string): PickleGlobal {
    const found = this.#rules.globals.get(`${module} ${name}`);
    if (found !== undefined) return found;
    throw this.#refuse(
      "unsupported",
      l10n.t("names {0}, which builds no tensor. Cloze runs no code of a file", cutText(`${module}.${name}`, MAX_NAME)),
    );
  }

  #checkProtocol(protocol: number): boolean {
    if (protocol >= 2 && protocol <= MAX_PROTOCOL) return true;
    throw this.#refuse("unsupported", l10n.t("protocol {0}, expected 2 to {1}", protocol, MAX_PROTOCOL));
  }

  #remember(index: number): true {
    this.#memo.set(index, this.#peek());
    return true;
  }

  #recall(index: number): true {
    if (!this.#memo.has(index))
      throw this.#refuse("bad-header", l10n.t("memo {0} is asked for, which was not written", index));
    return this.#push(this.#memo.get(index));
  }

  #append(items: readonly unknown[]): true {
    const list = this.#peek();
    if (!(list instanceof PickleList))
      throw this.#refuse("bad-header", l10n.t("an item for {0}, expected a list", describeValue(list)));
    for (const item of items) list.items.push(item);
    return true;
  }

  #setItems(items: readonly unknown[]): true {
    const dict = this.#peek();
    if (!(dict instanceof PickleDict))
      throw this.#refuse("bad-header", l10n.t("an entry for {0}, expected a dict", describeValue(dict)));
    if (items.length % 2 !== 0) throw this.#refuse("bad-header", l10n.t("a key without a value"));
    for (let i = 0; i < items.length; i += 2) dict.entries.set(items[i], items[i + 1]);
    return true;
  }

  #push(value: unknown): true {
    this.#stack.push(value);
    return true;
  }

  #peek(): unknown {
    if (this.#stack.length === 0) throw this.#refuse("bad-header", l10n.t("the stack is empty, expected a value"));
    return this.#stack.at(-1);
  }

  #pop(): unknown {
    const value = this.#peek();
    this.#stack.pop();
    return value;
  }

  #popMany(count: number): readonly unknown[] {
    if (this.#stack.length < count)
      throw this.#refuse("bad-header", l10n.t("the stack holds {0} values, expected {1}", this.#stack.length, count));
    return this.#stack.splice(-count);
  }

  #popMarked(): readonly unknown[] {
    const below = this.#marked.pop();
    if (below === undefined) throw this.#refuse("bad-header", l10n.t("the end of something that was not begun"));
    const items = this.#stack;
    this.#stack = below;
    return items;
  }

  #refuse(code: "bad-header" | "unsupported" | "too-large", what: string): CheckpointError {
    return this.#bytes.refuse(code, what);
  }
}
