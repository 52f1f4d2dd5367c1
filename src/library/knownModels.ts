import * as l10n from "@vscode/l10n";
import type { ModelJob } from "./modelJobs";

/** A model of the hub that is known to work in Cloze. */
export interface KnownModel {
  /** `owner/name`, with a revision where the main one has no weights that Cloze reads. */
  readonly name: string;
  /** What it answers. Every model shows tokens, attention and embeddings. */
  readonly jobs: readonly ModelJob[];
  /** Languages, in words. */
  readonly languages: string;
  readonly license: string;
  /** What it is good for, in a few words. */
  readonly about: string;
}

const BERT = { jobs: ["words", "pairs"], languages: l10n.t("English"), license: "apache-2.0" } as const;
/** Of these it is not known whether their files have the readout for pairs; `cloze model info` says it of one that was fetched. */
const SMALL = { jobs: ["words"], languages: l10n.t("English"), license: "apache-2.0" } as const;
const DISTIL = { jobs: ["words"], languages: l10n.t("English"), license: "apache-2.0" } as const;

/**
 * A short list, by what people want of a model. How large one is, the hub says when it is asked.
 *
 * Source: the models' cards on the hub, which could not be asked when the list was last looked through. Seen in copies of the hub's own pages
 * were: the class, the labels and the files of cross-encoder/nli-MiniLM2-L6-H768 (RobertaForSequenceClassification;
 * contradiction, entailment, neutral; model.safetensors) and of unitary/toxic-bert (six labels, multi_label_classification),
 * and the files of ProsusAI/finbert at refs/pr/8 and of gaunernst's tiny and mini. Of the others, at most the name was seen.
 */
export const KNOWN_MODELS: readonly KnownModel[] = [
  { ...BERT, name: "google-bert/bert-base-uncased", about: l10n.t("the BERT of the paper, for text in any case") },
  { ...BERT, name: "google-bert/bert-base-cased", about: l10n.t("the same, which tells capitals from small letters") },
  { ...BERT, name: "google-bert/bert-large-uncased", about: l10n.t("three times as large: better guesses, slower") },
  { ...BERT, name: "google-bert/bert-large-cased", about: l10n.t("the same, which tells capitals from small letters") },
  {
    ...BERT,
    name: "google-bert/bert-large-uncased-whole-word-masking",
    about: l10n.t("large, taught to guess words of several pieces whole"),
  },
  {
    ...BERT,
    name: "google-bert/bert-large-cased-whole-word-masking",
    about: l10n.t("the same, which tells capitals from small letters"),
  },
  {
    ...BERT,
    name: "google-bert/bert-base-multilingual-cased",
    languages: l10n.t("104 languages"),
    about: l10n.t("for text that is not English"),
  },
  { ...SMALL, name: "gaunernst/bert-tiny-uncased", about: l10n.t("2 layers: very fast, for trying things out") },
  { ...SMALL, name: "gaunernst/bert-mini-uncased", about: l10n.t("4 layers of 256") },
  { ...SMALL, name: "gaunernst/bert-small-uncased", about: l10n.t("4 layers of 512") },
  { ...SMALL, name: "gaunernst/bert-medium-uncased", about: l10n.t("8 layers of 512") },
  {
    ...DISTIL,
    name: "distilbert/distilbert-base-uncased",
    about: l10n.t("6 layers: twice as fast as BERT, nearly as good"),
  },
  {
    ...DISTIL,
    name: "distilbert/distilbert-base-multilingual-cased",
    languages: l10n.t("104 languages"),
    about: l10n.t("the same for text that is not English"),
  },
  {
    name: "sentence-transformers/all-MiniLM-L6-v2",
    jobs: ["sentences"],
    languages: l10n.t("English"),
    license: "apache-2.0",
    about: l10n.t("6 layers of 384: taught to compare sentences, small and fast"),
  },
  {
    name: "distilbert/distilbert-base-uncased-finetuned-sst-2-english",
    jobs: ["tone"],
    languages: l10n.t("English"),
    license: "apache-2.0",
    about: l10n.t("negative and positive, learnt from film reviews (SST-2)"),
  },
  {
    name: "nlptown/bert-base-multilingual-uncased-sentiment",
    jobs: ["tone"],
    languages: l10n.t("English, Dutch, German, French, Spanish, Italian"),
    license: "mit",
    about: l10n.t("one to five stars, learnt from product reviews"),
  },
  {
    // The weights that the hub's own bot has converted.
    name: "ProsusAI/finbert@refs/pr/8",
    jobs: ["tone"],
    languages: l10n.t("English"),
    license: l10n.t("not stated"),
    about: l10n.t("negative, neutral and positive news of companies"),
  },
  {
    name: "lxyuan/distilbert-base-multilingual-cased-sentiments-student",
    jobs: ["tone"],
    languages: l10n.t("12 languages"),
    license: "apache-2.0",
    about: l10n.t("negative, neutral and positive"),
  },
  {
    name: "unitary/toxic-bert",
    jobs: ["tone"],
    languages: l10n.t("English"),
    license: "apache-2.0",
    about: l10n.t("six kinds of toxicity, learnt from comments"),
  },
  {
    name: "deepset/bert-base-cased-squad2",
    jobs: ["answers"],
    languages: l10n.t("English"),
    license: "cc-by-4.0",
    about: l10n.t("answers questions from a text, and knows that some have no answer (SQuAD 2)"),
  },
  {
    name: "distilbert/distilbert-base-cased-distilled-squad",
    jobs: ["answers"],
    languages: l10n.t("English"),
    license: "apache-2.0",
    about: l10n.t("answers questions from a text, twice as fast, but always finds an answer (SQuAD 1)"),
  },
  {
    name: "dslim/bert-base-NER",
    jobs: ["tags"],
    languages: l10n.t("English"),
    license: "mit",
    about: l10n.t("names of people, places, organizations and others, learnt from news (CoNLL 2003)"),
  },
  {
    name: "cross-encoder/nli-MiniLM2-L6-H768",
    jobs: ["judgements"],
    languages: l10n.t("English"),
    license: "apache-2.0",
    about: l10n.t("whether two sentences contradict each other, or one follows from the other (SNLI, MultiNLI)"),
  },
];
