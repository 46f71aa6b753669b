import {eventId, flag, integer, real, type Table, text, time} from "./column.js";

export const sequences: Table = {
  name: "sequences",
  about:
    "sequences of commands, events or ports that are unusual, or in whose hour a rule says high: what made them so, and where",
  key: ["kind", "dataset", "who", "session", "first_time"],
  columns: [
    text("kind", "commands, events or ports: what the steps are"),
    text("dataset", "as in events"),
    text("who", "the source's address; user@host where a log names no source"),
    text("source_ip", "as in events; null where a log names no source"),
    text("session", "a honeypot's session; null elsewhere: then it is what one source did within one hour"),
    time("first_time", "time of the first step"),
    time("last_time", "time of the last step"),
    integer("length", "steps"),
    text("compared_with", "the log, and the side that the source is on: whose sequences say what is usual"),
    text(
      "basis",
      "benign: the score is a rate of false alarms; same kind: unusual among its own kind, such as honeypot sessions"
    ),
    real(
      "score",
      "score of the model used, 0 to 1: -log10(p) / 6, p the share of unseen sequences as unusual"
    ),
    text("used_model", "ngram or gru: whose score it is"),
    real("ngram_score", "0 to 1, of the n-gram model: all that follows up to the challenger, together"),
    real("mean_bits", "surprise per step, bits"),
    real("mean_score", "0 to 1: what the mean surprise says by itself"),
    real("worst_bits", "surprise of the most surprising step, bits"),
    real("worst_score", "0 to 1: what the worst surprise says by itself"),
    integer("new_steps", "different steps that were never seen to follow the one before them"),
    real("new_score", "0 to 1: what new steps say by themselves"),
    real("length_score", "0 to 1: what the length says by itself"),
    real("count_distance", "distance of the counts of steps from the usual ones, in spreads"),
    real("count_score", "0 to 1: what the counts say by themselves"),
    real("usual_bits", "median surprise per step of what it is compared with, bits"),
    real("challenger_score", "0 to 1: the recurrent network's probability of an attack; null for honeypots"),
    flag("challenger_attack", "whether the network takes it for an attack; null for honeypots"),
    real("challenger_confidence", "0.5 to 1: how sure the network is of that; null for honeypots"),
    text("challenger_type", "the network's guess of the type of attack; null where it sees none"),
    real("challenger_type_confidence", "0 to 1: the guess's probability among the types"),
    text("steps", "up to 24 steps around the most surprising one, divided by ' › '"),
    integer("first_step", "place of the first of `steps` in the sequence, counted from 0"),
    text("surprising", "places of up to three most surprising steps in the sequence, most surprising first"),
    text("worst_step", "the most surprising step as it was typed or logged, at most 80 characters"),
    eventId,
    integer("level", "0 none, 1 low, 2 medium, 3 high, 4 critical")
  ]
};
