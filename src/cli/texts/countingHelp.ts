/** Ends the help of the commands that have layers or heads, and of all of them. */
export const COUNTING_HELP =
  "Layers and heads of attention are counted from 0. Of vectors, embed, rollout and layers, layer 0 are the embeddings, so that layer 1 is the output of attention's layer 0.";
