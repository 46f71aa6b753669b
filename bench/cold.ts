import {join} from "node:path";
import {simulate} from "../data-loaders/simulate/simulate.js";
import {type Benchmark, figure} from "./figure.js";
import {prepare, withDirectory} from "./prepare.js";

/** What a newcomer waits for: the simulated week made and prepared, from nothing. */
export const cold: Benchmark = {
  figures: ["data.cold_seconds"],
  run: () =>
    withDirectory(async directory => {
      const input = join(directory, "sample");
      const begun = performance.now();
      await simulate({seed: 1, directory: input});
      const simulated = (performance.now() - begun) / 1000;
      const {seconds, events} = await prepare(input, join(directory, "output"));
      const note = `${events} events; ${simulated.toFixed(1)} s of it simulating them`;
      return [
        figure("data.cold_seconds", simulated + seconds, "s", {name: "bar: one minute", value: 60}, note)
      ];
    })
};
