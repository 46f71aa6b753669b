import type {ModelFamily} from "../features/event-block.js";
import type {Detector} from "./detector.js";
import {combined} from "./detectors.js";
import {isolationForest} from "./isolation-forest-detector.js";

/**
 * The detector whose calibrated score an event carries, by family: the one that won under `npm run evaluate`, leave one day out,
 * on the simulated campus. The isolation forest is fitted and shown beside it everywhere.
 */
export const defaultDetectors: Readonly<Record<ModelFamily, Detector>> = {
  flow: combined,
  honeypot: isolationForest,
  login: isolationForest
};
