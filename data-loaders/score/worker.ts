import {createScorer} from "../../src/engine/analysis/score/score-requests.js";
import {answerRequests} from "../workers/answer.js";
import {readFileRows} from "./file-rows.js";

answerRequests(createScorer(readFileRows));
