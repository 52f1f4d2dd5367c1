import { createHash, createHmac } from "node:crypto";

/** SHA-256 of a text in UTF-8. In a browser, `webHashes` stands in its place. */
export function hashText(text: string, encoding: "hex" | "base64"): string {
  return createHash("sha256").update(text).digest(encoding);
}

/** The same under a key, in hexadecimal: HMAC. */
export function hashWithKey(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}
