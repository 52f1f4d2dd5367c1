import { speak } from "../language/speak";

// Imported before all else: many texts are looked up when their module is loaded.
const texts = document.getElementById("texts")?.textContent;
if (texts) speak({ tag: document.documentElement.lang, texts: JSON.parse(texts) as Record<string, string> });
