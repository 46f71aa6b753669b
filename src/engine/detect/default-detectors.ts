import type {ModelFamily} from "../features/event-block.js";
import type {Detector} from "./detector.js";
import {isolationForest} from "./isolation-forest/detector.js";
import {nearestNeighbours} from "./nearest-neighbours/nearest-neighbours.js";

/**
 * The detector whose calibrated score an event carries, by family: the one that won under `npm run evaluate`, leave one day out,
 * on the simulated campus. The isolation forest is fitted and shown beside it everywhere. Of flows the combination does as well as the
 * neighbours alone, which are explained exactly by column and need no second calibration.
 */
export const defaultDetectors: Readonly<Record<ModelFamily, Detector>> = {
  flow: nearestNeighbours,
  honeypot: isolationForest,
  login: isolationForest
};
