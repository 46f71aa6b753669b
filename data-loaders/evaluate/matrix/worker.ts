import {detectors} from "../../../src/engine/detect/detectors.js";
import {answerRequests} from "../../workers/answer.js";
import {type FitRequest, fitAndScore} from "./fit-and-score.js";

answerRequests<FitRequest>(async request => fitAndScore(detectors, request));
