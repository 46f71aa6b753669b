import type {Detector} from "../../../src/engine/detect/detector.js";
import {detectors} from "../../../src/engine/detect/detectors.js";
import {answerRequests} from "../../workers/answer.js";
import {type AssessRequest, assessScores} from "./assess-scores.js";
import {countDuplicates, type DuplicatesRequest} from "./count-duplicates.js";
import {type DropRequest, dropFeatures} from "./drop-features.js";
import {judgeKnownSplit, type KnownAttackRequest} from "./evaluate-known-attacks.js";
import {type DriftRequest, findDrift} from "./find-drift.js";
import {type JudgeRequest, judgeSlice} from "./judge-slice.js";
import {type ScoreSplitRequest, scoreEventSplit} from "./score-event-split.js";

/** What one thread does of an evaluation. Tables and scores are shared, so that nothing large is copied between threads. */
export type EventRequest =
  | DriftRequest
  | KnownAttackRequest
  | ScoreSplitRequest
  | AssessRequest
  | JudgeRequest
  | DuplicatesRequest
  | DropRequest;

answerRequests<EventRequest>(async request => {
  switch (request.kind) {
    case "score":
      return scoreEventSplit(request, findDetector(request.detector));
    case "drop":
      return dropFeatures(request, findDetector(request.detector));
    case "assess":
      return assessScores(request);
    case "judge":
      return judgeSlice(request);
    case "known":
      return judgeKnownSplit(request);
    case "drift":
      return findDrift(request);
    case "duplicates":
      return countDuplicates(request);
  }
});

function findDetector(name: string): Detector {
  const detector = detectors.find(one => one.name === name);
  if (!detector)
    throw new RangeError(`unknown detector: "${name}"; have ${detectors.map(d => d.name).join(", ")}`);
  return detector;
}
