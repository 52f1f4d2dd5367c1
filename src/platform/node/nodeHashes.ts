import { createHash, createHmac, randomBytes } from "node:crypto";

/** SHA-256 of a text in UTF-8. In a browser, `webHashes` stands in its place. */
export function hashText(text: string, encoding: "hex" | "base64"): string {
  return createHash("sha256").update(text).digest(encoding);
}

/** The same under a key, in hexadecimal: HMAC. */
export function hashWithKey(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** 128 random bits that nobody can guess, in hexadecimal. Node's global `crypto` would lengthen every start. */
export function createNonce(): string {
  return randomBytes(16).toString("hex");
}
