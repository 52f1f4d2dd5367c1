import vader from "vader-sentiment";
import type { ToneAnswers } from "./measureTone";
import type { ToneQuestion } from "./questions";

/** Source: Hutto and Gilbert 2014; README of vaderSentiment, "About the Scoring". */
const THRESHOLD = 0.05;

/** What a list of words with marks says (VADER). Its scores are no probabilities: only their order counts. */
export function askWordList(questions: readonly ToneQuestion[]): ToneAnswers {
  return questions.map(({ text }) => {
    const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(text);
    const isNeutral = Math.abs(compound) < THRESHOLD;
    return [(1 - compound) / 2, isNeutral ? 1 : 0, (1 + compound) / 2];
  });
}
