/** Runs in a browser: the map's own stage over points made here, dragged as a pointer would drag it. */
import {MapStage} from "../src/components/map/stage/MapStage.js";
import {type MapPoint, type Outcome, outcomes, pointSet} from "../src/components/map/stage/point-set.js";
import {type Atlas, readWorld} from "../src/components/map/world.js";
import {createRandom} from "../src/engine/random.js";

/** Milliseconds between the frames of a drag. */
export type FrameTimes = readonly number[];

/** Drags a map of so many points for some seconds. */
export type Drag = (options: {
  readonly points: number;
  readonly surface: "flat" | "globe";
  readonly seconds: number;
}) => Promise<FrameTimes>;

const width = 900;
const height = 480;
/** Cities, around which the points lie. */
const places = 3000;

const drag: Drag = async ({points, surface, seconds}) => {
  const atlas = (await (await fetch("./countries-110m.json")).json()) as Atlas;
  const stage = MapStage({world: readWorld(atlas), describe: () => null, choose: () => {}, moved: () => {}});
  document.body.replaceChildren(stage.node);
  stage.resize(width, height);
  stage.turn(surface);
  stage.show({bubbles: [], points: pointSet(generate(points)), heat: false, shade: null});
  stage.fly({longitude: 10, latitude: 20, zoom: 1.5}, true);
  const times: number[] = [];
  const mouse = (type: string, x: number, y: number) =>
    (type === "mousedown" ? stage.node : window).dispatchEvent(
      new MouseEvent(type, {bubbles: true, cancelable: true, view: window, clientX: x, clientY: y})
    );
  mouse("mousedown", width / 2, height / 2);
  const begun = performance.now();
  return new Promise(resolve => {
    let last = begun;
    const step = (now: number) => {
      times.push(now - last);
      last = now;
      const turn = (now - begun) / 400;
      mouse("mousemove", width / 2 + 200 * Math.sin(turn), height / 2 + 80 * Math.sin(1.7 * turn));
      if (now - begun < seconds * 1000) requestAnimationFrame(step);
      else {
        mouse("mouseup", width / 2, height / 2);
        resolve(times.slice(5));
      }
    };
    requestAnimationFrame(step);
  });
};

function generate(count: number): MapPoint[] {
  const random = createRandom(1);
  const cities = Array.from({length: places}, () => ({
    longitude: 360 * random() - 180,
    latitude: 130 * random() - 55
  }));
  return Array.from({length: count}, () => {
    const city = cities[Math.floor(random() * places)];
    const outcome: Outcome = outcomes[Math.floor(random() * outcomes.length)] ?? "unknown";
    return {longitude: city?.longitude ?? 0, latitude: city?.latitude ?? 0, outcome, events: 1};
  });
}

Object.assign(globalThis, {drag});
