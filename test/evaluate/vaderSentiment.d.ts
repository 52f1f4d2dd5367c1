declare module "vader-sentiment" {
  const vader: {
    readonly SentimentIntensityAnalyzer: {
      /** `compound` from -1, all negative, to 1. */
      polarity_scores(text: string): { readonly compound: number };
    };
  };
  export default vader;
}
