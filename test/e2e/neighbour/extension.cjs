// Another extension, which asks Cloze and writes down what it says.
/* global AbortController */
const vscode = require("vscode");

exports.activate = (context) => {
  context.subscriptions.push(vscode.commands.registerCommand("neighbour.ask", ask));
};

async function ask() {
  const cloze = await vscode.extensions.getExtension("cloze.cloze").activate();
  const [mask] = await cloze.fill("The capital of France is [MASK].", { targets: ["paris", "banana"] });
  const { margin, isNext } = await cloze.pair("The kettle boils.", "Now she makes tea.");
  const tones = await cloze.tone(["This is a dreadful mess.", "Thank you, this is lovely."]);
  const vectors = await cloze.embed(["A cat.", "A dog."]);
  const cancelled = new AbortController();
  cancelled.abort();
  const codes = [];
  for (const call of [
    () => cloze.fill(7),
    () => cloze.fill("No mask here."),
    () => cloze.tone(["x"], { signal: cancelled.signal }),
  ]) {
    codes.push(
      await call().then(
        () => "answered",
        (error) => error.code,
      ),
    );
  }
  const said = {
    keys: Object.keys(cloze).sort(),
    version: cloze.version,
    first: mask.fills[0].text,
    fills: mask.fills.length,
    pair: [Number.isFinite(margin), isNext > 0 && isNext < 1],
    tones: tones.map(({ label }) => label),
    vectors: vectors.map(({ embedding }) => [
      embedding.constructor.name,
      embedding.length > 0,
      embedding.every(Number.isFinite),
    ]),
    codes,
  };
  const document = await vscode.workspace.openTextDocument({
    language: "json",
    content: JSON.stringify(said, null, 1),
  });
  await vscode.window.showTextDocument(document);
}
