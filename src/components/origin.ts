import type {Simulation, Site} from "../engine/published.js";

/** Where the data comes from, in a few sentences. */
export function originSentence(
  {origin, campus}: Pick<Site, "origin" | "campus">,
  simulation: Simulation | null
): string {
  const real = "It contains real addresses, and is not for publishing.";
  if (origin === "recorded") {
    return `It was recorded: the files listed above, as they lay in the input directory. ${real} Where each file came from, only those who put it there can say.`;
  }
  if (origin === "mixed") return `Some of it is simulated and some recorded. ${real}`;
  const made =
    simulation === null
      ? ""
      : `, ${simulation.days} days from ${simulation.start.slice(0, 10)} on, by Flowbook's simulator from seed ${simulation.seed}; the same seed gives the same bytes`;
  return `All of it is simulated: the logs of “${campus}”, a campus that does not exist${made}. Addresses are chosen so that they have a place on the map; none is a real offender.`;
}
