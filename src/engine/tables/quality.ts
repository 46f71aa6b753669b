import {count, real, type Table, text, time} from "./column.js";

export const quality: Table = {
  name: "quality",
  about: "one row per file found: records = mapped + ignored + quarantined",
  key: ["source_file"],
  columns: [
    text("source_file", "path below the input directory"),
    text("status", "read, unrecognised, empty, duplicate or unreadable"),
    text("dataset", "what it was recognised as"),
    text("container", "json, csv, xml or lines"),
    count("bytes", "size on disk"),
    text("content_hash", "SHA-256 of the content, decompressed"),
    count("records", "records found"),
    count("mapped", "records that became events"),
    count("ignored", "records understood and left out"),
    count("quarantined", "records not understood"),
    count("events", "events made of them"),
    time("first_time", "first event"),
    time("last_time", "last event"),
    text("ignored_reasons", "JSON object: reason to number of records"),
    text("quarantine_reasons", "JSON object: reason to number of records"),
    text("notes", "JSON array: what else a reader should know of the file")
  ]
};

export const evaluation: Table = {
  name: "evaluation",
  about: "how well each detector does against ground truth, as `npm run evaluate` measured it",
  key: ["family", "protocol", "detector", "slice_kind", "slice", "measure"],
  columns: [
    text("family", "flow or login"),
    text("protocol", "how training and test data were separated: leave_one_day_out, chronological, ..."),
    text("detector", "isolation_forest, knn, combined, ...; random_forest is the known-attack classifier"),
    text("slice_kind", "all, application, attack_type (against all normal events), dataset or day"),
    text("slice", "which application, attack type, data set or day"),
    text("measure", "roc_auc, recall_high (at severity high and above), roc_auc_raw (of raw scores), ..."),
    real("value", "mean over the seeds; null where nothing can be told, as without attacks"),
    real("low", "lower end of the 95% interval over host-hours, where there is one"),
    real("high", "upper end of it"),
    count("rows", "events judged"),
    count("attacks", "of them, attacks")
  ]
};
