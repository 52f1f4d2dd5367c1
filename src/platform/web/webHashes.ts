import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

// A browser's own hashes are promises, and lists of sentences are looked up at once.

export function hashText(text: string, encoding: "hex" | "base64"): string {
  const bytes = sha256(utf8ToBytes(text));
  return encoding === "hex" ? bytesToHex(bytes) : btoa(String.fromCharCode(...bytes));
}

export function hashWithKey(key: string, text: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(text)));
}

export function createNonce(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(16)));
}
