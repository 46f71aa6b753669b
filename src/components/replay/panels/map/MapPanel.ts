import type {MapCamera} from "../../../../engine/replay/scene.js";
import type {Outcomes} from "../../../../engine/replay/tallies.js";
import {countryLabel} from "../../../country-label.js";
import {formatCompact} from "../../../format.js";
import {html} from "../../../html.js";
import type {BubbleSector} from "../../../map/stage/bubble-layer.js";
import {MapStage} from "../../../map/stage/MapStage.js";
import type {MapScene, Spot} from "../../../map/stage/stage.js";
import {actionColor} from "../../../palette.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {createPace} from "../pace.js";
import {isSameCamera, toCamera, toView} from "./map-camera.js";
import {
  anomalousCountries,
  latestCountries,
  mapFinding,
  outcomeShares,
  unplacedWords
} from "./map-countries.js";
import {mapKey} from "./map-key.js";
import {largestBubble} from "./map-scale.js";
import {campusTooltip, countryTooltip} from "./map-tooltip.js";

/** Milliseconds between two writings of the title while playing. */
const titlePause = 250;
/** Labels' type beside the panel's own. */
const labelSize = 0.85;

/**
 * Where anomalous events come from: a bubble per country, to the same scale at every moment, streams from the countries of the latest
 * ones to the campus, and a camera that goes where the scene wants it and tells where readers take it.
 */
export function MapPanel({commands, world, targets}: StageContext): StagePanel {
  const title = document.createTextNode("");
  const unplaced = document.createTextNode("");
  const key = mapKey(targets.length > 0);
  const stage = MapStage({
    world,
    describe,
    choose: spot => stage.point(spot, true),
    moved: view => {
      own = toCamera(view);
      commands.show({camera: own});
    },
    words: {
      map: "Map. Arrow keys move it, plus and minus zoom.",
      picture: "Map of anomalous events by country; its title names the first"
    }
  });
  stage.setTargets(targets);
  const box = html`<div class="replay-map-box">${stage.node}${zoomButtons()}</div>`;
  const node = html`<figure class="frame replay-map" data-chart="replay-map" data-testid="replay-map" aria-labelledby="chart-replay-map">
    <figcaption><h3 id="chart-replay-map">${title}</h3></figcaption>
    ${key.node}
    ${box}
    <p class="frame-footnote">${unplaced}</p>
  </figure>`;
  const isTitleDue = createPace(titlePause);
  let shown: StageState | undefined;
  /** Where the map was last sent; undefined before it was sent anywhere. */
  let camera: MapCamera | null | undefined;
  /** Where the reader last took it. */
  let own: MapCamera | null | undefined;
  let hasSize = false;

  function describe(spot: Spot): HTMLElement | null {
    if (spot.kind === "target") return campusTooltip(spot.names);
    if (spot.kind !== "bubble" || shown === undefined) return null;
    const group = anomalousCountries(shown.frame).find(({country}) => country === spot.key);
    return group === undefined ? null : countryTooltip(group, shown.frame.span);
  }

  function look(wanted: MapCamera | null): void {
    if (camera !== undefined && isSameCamera(camera, wanted)) return;
    const isOwn = own !== undefined && isSameCamera(own, wanted);
    const isAtOnce = camera === undefined || isOwn || !hasSize;
    camera = wanted;
    own = undefined;
    const view = toView(wanted, stage.camera);
    if (isAtOnce) stage.fly(view, true);
    else stage.fly(view);
  }

  function draw({frame, replay, whole, scene, playing}: StageState): void {
    node.dataset.alone = String(scene.view === "map");
    const most = largestBubble(whole, frame.span);
    key.show(most);
    stage.show({
      bubbles: anomalousCountries(frame).flatMap(({country, anomalous}) => {
        const at = world.locate(country);
        if (at === null) return [];
        const count = formatCompact(anomalous.events);
        const texts = [`${countryLabel(country)} ${count}`, count];
        return [
          {
            key: country,
            at,
            events: anomalous.events,
            fill: "none",
            sectors: outcomeSectors(anomalous),
            texts
          }
        ];
      }),
      arcs: latestCountries(replay, frame).flatMap(({country, share}) => {
        const at = world.locate(country);
        return at === null ? [] : [{key: country, at, weight: share}];
      }),
      points: null,
      heat: false,
      shade: null,
      most,
      isPlaying: playing
    } satisfies MapScene);
    if (hasSize) stage.draw();
    if (!isTitleDue(playing, performance.now())) return;
    setText(title, mapFinding(frame));
    setText(
      unplaced,
      unplacedWords(frame, country => world.locate(country) !== null)
    );
  }

  function zoomButtons(): HTMLElement {
    const button = (sign: string, name: string, press: () => void): HTMLElement => {
      const made = html`<button type="button" class="button" aria-label=${name} title=${name}>${sign}</button>`;
      made.addEventListener("click", press);
      return made;
    };
    return html`<div class="map-zoom">
      ${button("+", "Zoom in", () => stage.zoomBy(2))}
      ${button("−", "Zoom out", () => stage.zoomBy(0.5))}
      ${button("⤢", "Whole Earth", () => commands.show({camera: null}))}
    </div>`;
  }

  const sizes = new ResizeObserver(() => {
    const {clientWidth: width, clientHeight: height} = box;
    if (width === 0 || height === 0) return;
    hasSize = true;
    const type = labelSize * Number.parseFloat(getComputedStyle(node).fontSize);
    node.style.setProperty("--map-type", `${type.toFixed(1)}px`);
    stage.setType(type);
    stage.resize(width, height);
    // What the old size allowed, the new one may not have kept.
    stage.fly(toView(camera ?? null, stage.camera), true);
    if (shown !== undefined) draw(shown);
  });
  sizes.observe(box);
  // The panel's type may change while the box keeps its size; its title then does not.
  sizes.observe(title.parentElement ?? box);

  return {
    node,
    show(state) {
      shown = state;
      look(state.scene.camera);
      draw(state);
    }
  };
}

function outcomeSectors(counts: Outcomes): BubbleSector[] {
  return outcomeShares(counts).map(({outcome, share}) => ({share, fill: actionColor[outcome]}));
}

function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}
