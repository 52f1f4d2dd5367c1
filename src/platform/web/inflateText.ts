/** The Latin-1 text of what was deflated without a head. */
export async function inflateText(packed: Uint8Array): Promise<string> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new TextDecoder("latin1").decode(await new Response(stream).arrayBuffer());
}
