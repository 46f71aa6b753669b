import {geoDistance, geoInterpolate, geoPath} from "d3-geo";
import {select} from "d3-selection";
import {zoom, zoomIdentity, zoomTransform} from "d3-zoom";
import {html, svg} from "../../html.js";
import type {Coordinates} from "../small-countries.js";
import {arcLayer} from "./arc-layer.js";
import {bubbleLayer, type PlacedBubble, usualType} from "./bubble-layer.js";
import {createCamera, largestZoom, type Surface, type Transform, type View, wholeEarth} from "./camera.js";
import {type LandLayer, landLayer} from "./land-layer.js";
import {type MapColors, onThemeChange, readMapColors} from "./map-colors.js";
import {pixelLayer} from "./pixel-layer.js";
import {nearestPoint} from "./point-set.js";
import type {MapScene, MapStageOptions, Spot, MapStage as Stage} from "./stage.js";
import {targetLayer} from "./target-layer.js";
import {tooltipBox} from "./tooltip-box.js";

/** Looked at closer than this, countries' coarse shapes show their corners. */
const closeFrom = 5;
const panStep = 60;
const flight = 650;
const pointReach = 8;
/** Milliseconds for which labels stay while numbers change. */
const labelPause = 250;

const usualWords = {
  map: "Map. Arrow keys move it, plus and minus zoom; Backspace and Escape lead up; the table below leads down.",
  picture: "Map; the table below has its numbers"
};

/**
 * The map itself: land on one canvas, points or heat as one buffer of pixels on another, bubbles, labels and targets above
 * as SVG. Wheel, pinch, drag, buttons and keys move it; whatever changes, it is drawn once per frame.
 */
export function MapStage({
  world,
  describe,
  choose,
  moved,
  close,
  heated,
  covered,
  words = usualWords
}: MapStageOptions): Stage {
  const landCanvas = html`<canvas aria-hidden="true"></canvas>` as HTMLCanvasElement;
  const pointCanvas = html`<canvas aria-hidden="true"></canvas>` as HTMLCanvasElement;
  const pixels = pixelLayer(pointCanvas);
  const bubbles = bubbleLayer();
  const targets = targetLayer();
  const streams = arcLayer();
  const arcs = svg`<path class="map-arcs"></path>`;
  const ring = svg`<circle class="map-ring" r="9" display="none"></circle>`;
  const overlay = svg`<svg role="img" aria-label=${words.picture}>${streams.node}${arcs}${bubbles.bubbles}${targets.node}${ring}${bubbles.labels}</svg>`;
  const tooltip = tooltipBox();
  const node = html`<div class="map-stage" tabindex="0" role="group" data-testid="map-stage"
    aria-label=${words.map}>${landCanvas}${pointCanvas}${overlay}${tooltip.node}</div>`;

  let camera = createCamera("flat", {width: 640, height: 360});
  let land: LandLayer = landLayer(landCanvas, world);
  let colors: MapColors | undefined;
  let scene: MapScene = {bubbles: [], points: null, heat: false, shade: null};
  let transform: Transform = camera.toTransform(wholeEarth);
  let frame = 0;
  let flying = 0;
  let pointed: Spot | null = null;
  let pinned: Spot | null = null;
  let isToldClose = false;
  let type = usualType;
  /** Whether land and points are as drawn, so that only bubbles and what belongs to them may have changed. */
  let isStill = false;
  let labelledAt = Number.NEGATIVE_INFINITY;

  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([1, largestZoom])
    .constrain(given => {
      const {k, x, y} = camera.constrain(given);
      return zoomIdentity.translate(x, y).scale(k);
    })
    .filter((event: Event) => {
      if (tooltip.holds(event.target)) return false;
      // All the way out, the wheel scrolls the page again.
      if (event instanceof WheelEvent) return event.deltaY < 0 || event.ctrlKey || transform.k > 1;
      // One finger scrolls the page; two move the map. Not every browser has touch events.
      if ("touches" in event) return (event as TouchEvent).touches.length > 1;
      return !(event instanceof MouseEvent && event.button !== 0);
    })
    .on("start", ({sourceEvent}: {sourceEvent: unknown}) => {
      if (sourceEvent === null || sourceEvent === undefined) return;
      cancelAnimationFrame(flying);
      node.classList.add("map-moving");
    })
    .on("zoom", (event: {transform: Transform}) => {
      transform = event.transform;
      isStill = false;
      schedule();
    })
    .on("end", ({sourceEvent}: {sourceEvent: unknown}) => {
      node.classList.remove("map-moving");
      if (sourceEvent !== null && sourceEvent !== undefined) moved(camera.toView(transform));
    });
  const selection = select(node).call(behaviour).on("dblclick.zoom", null);

  function goTo(next: Transform): void {
    selection.call(behaviour.transform, zoomIdentity.translate(next.x, next.y).scale(next.k));
  }

  function schedule(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  function areLabelsDue(): boolean {
    return scene.isPlaying !== true || performance.now() - labelledAt >= labelPause;
  }

  function draw(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    colors ??= readMapColors();
    if (transform.k > closeFrom && !isToldClose) {
      isToldClose = true;
      close?.();
    }
    if (!isStill) {
      land.draw(camera, transform, colors, scene.shade);
      drawPixels(colors);
    }
    const projection = camera.project(transform);
    const view = camera.toView(transform);
    const middle: [number, number] = [view.longitude, view.latitude];
    const locate = (at: Coordinates) => {
      if (camera.surface === "globe" && geoDistance([...at], middle) > Math.PI / 2) return null;
      return projection([...at]);
    };
    const keepsLabels = isStill && !areLabelsDue();
    if (!keepsLabels) labelledAt = performance.now();
    bubbles.place(locate, {...camera.size, type, most: scene.most, keepsLabels});
    if (!isStill) targets.place(locate);
    streams.place(locate, targets.places(), isStill);
    drawArcs();
    placeTooltip();
    if (!isStill) node.dataset.zoom = transform.k.toFixed(2);
    isStill = true;
  }

  function drawPixels(current: MapColors): void {
    const {points, heat} = scene;
    if (points === null) pixels.clear();
    else if (heat) heated?.(pixels.drawHeat(points, camera, transform, current));
    else pixels.drawPoints(points, camera, transform, current, scene.bubbles.length > 0);
  }

  /** Great circles from what is pointed at to the targets. */
  function drawArcs(): void {
    const from = placeOf(pinned ?? pointed);
    if (from === null) {
      if (arcs.getAttribute("d") !== "") arcs.setAttribute("d", "");
      return;
    }
    const path = geoPath(camera.project(transform));
    const lines = targets.places().map(to => {
      const between = geoInterpolate([...from], [...to]);
      return Array.from({length: 33}, (_, i) => between(i / 32));
    });
    arcs.setAttribute("d", path({type: "MultiLineString", coordinates: lines}) ?? "");
  }

  /** Where a bubble or point is, in degrees. */
  function placeOf(spot: Spot | null): Coordinates | null {
    if (spot?.kind === "bubble") return scene.bubbles.find(({key}) => key === spot.key)?.at ?? null;
    const pixel = spot?.kind === "point" ? pixelOf(spot) : null;
    return pixel === null ? null : (invert(pixel.x, pixel.y) ?? null);
  }

  function invert(x: number, y: number): Coordinates | null {
    const place = camera.project(transform).invert?.([x, y]);
    return place === undefined || place === null || place.some(Number.isNaN) ? null : place;
  }

  /** Where a spot is, in pixels, and how far from it a tooltip stands. */
  function pixelOf(spot: Spot): PlacedBubble | null {
    if (spot.kind === "bubble") return bubbles.find(spot.key);
    if (spot.kind === "target") return targets.find(spot.names);
    if (spot.kind === "country") return hover;
    const x = scene.points?.screenX[spot.index] ?? Number.NaN;
    const y = scene.points?.screenY[spot.index] ?? Number.NaN;
    return Number.isNaN(x) ? null : {x, y, r: 8};
  }

  let hover: PlacedBubble | null = null;

  function placeTooltip(): void {
    const spot = pinned ?? pointed;
    const at = spot === null ? null : pixelOf(spot);
    const isPoint = spot?.kind === "point" && at !== null;
    ring.setAttribute("display", isPoint ? "inline" : "none");
    if (isPoint) {
      ring.setAttribute("cx", at.x.toFixed(1));
      ring.setAttribute("cy", at.y.toFixed(1));
    }
    tooltip.place(at, camera.size, Math.max(0, spot === null ? 0 : (covered?.() ?? 0)));
  }

  function point(spot: Spot | null, isPinned = false): void {
    if (isPinned) pinned = spot;
    const before = pointed;
    pointed = spot;
    const shown = pinned ?? pointed;
    if (!isPinned && isSame(before, spot)) {
      if (spot?.kind === "country") placeTooltip();
      return;
    }
    const content = shown === null ? null : describe(shown);
    bubbles.mark(shown?.kind === "bubble" ? shown.key : null);
    tooltip.show(content, pinned !== null);
    schedule();
  }

  function spotAt(event: PointerEvent | MouseEvent): Spot | null {
    const element = event.target instanceof Element ? event.target : null;
    const key = element?.closest<SVGElement>(".map-bubble")?.dataset.key;
    if (key !== undefined) return {kind: "bubble", key};
    const names = targets.namesAt(element);
    if (names !== null) return {kind: "target", names};
    const box = node.getBoundingClientRect();
    const x = event.clientX - box.left - node.clientLeft;
    const y = event.clientY - box.top - node.clientTop;
    if (scene.points !== null && !scene.heat) {
      const index = nearestPoint(scene.points, x, y, pointReach);
      if (index !== null) return {kind: "point", index};
    }
    if (scene.shade === null) return null;
    const place = invert(x, y);
    const country = place === null ? null : land.countryAt(place);
    if (country === null) return null;
    hover = {x, y, r: 6};
    return {kind: "country", country};
  }

  node.addEventListener("pointermove", event => {
    if (event.buttons !== 0 || tooltip.holds(event.target)) return;
    const spot = spotAt(event);
    node.classList.toggle("map-over", spot !== null && spot.kind !== "target");
    point(spot);
  });
  node.addEventListener("pointerleave", () => point(null));
  addEventListener("scroll", () => pinned !== null && placeTooltip(), {passive: true});
  let tapped: Spot | null = null;
  node.addEventListener("click", event => {
    if (tooltip.holds(event.target)) return;
    const spot = spotAt(event);
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    // A finger cannot hover: its first tap shows the tooltip, its second goes in.
    if (isTouch && spot !== null && spot.kind !== "point" && !isSame(tapped, spot)) {
      tapped = spot;
      point(spot);
      return;
    }
    tapped = spot;
    if (spot === null || spot.kind === "point") point(spot, true);
    if (spot !== null) choose(spot);
  });
  node.addEventListener("keydown", event => {
    if (event.target !== node || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
    moved(camera.toView(transform));
  });
  const pan = (x: number, y: number) => () => {
    selection.call(behaviour.translateBy, x / transform.k, y / transform.k);
  };
  const zoomBy = (factor: number) => {
    cancelAnimationFrame(flying);
    selection.call(behaviour.scaleBy, factor, [camera.size.width / 2, camera.size.height / 2]);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: pan(panStep, 0),
    ArrowRight: pan(-panStep, 0),
    ArrowUp: pan(0, panStep),
    ArrowDown: pan(0, -panStep),
    "+": () => zoomBy(1.5),
    "=": () => zoomBy(1.5),
    "-": () => zoomBy(1 / 1.5)
  };
  onThemeChange(() => {
    colors = undefined;
    isStill = false;
    schedule();
  });

  function layOut(surface: Surface, width: number, height: number): void {
    const view = camera.toView(transform);
    const scale = camera.surface === surface ? 1 : camera.radius;
    camera = createCamera(surface, {width, height});
    // Things keep their size where a map becomes a globe, as far as a globe can be seen whole.
    const zoom = scale === 1 ? view.zoom : Math.max(1, (view.zoom * scale) / camera.radius);
    const ratio = Math.min(2, Math.max(1, Math.round(devicePixelRatio)));
    for (const canvas of [landCanvas, pointCanvas]) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
    }
    overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
    overlay.setAttribute("width", String(width));
    overlay.setAttribute("height", String(height));
    node.style.height = `${height}px`;
    behaviour.extent([
      [0, 0],
      [width, height]
    ]);
    isStill = false;
    goTo(camera.toTransform({...view, zoom}));
    schedule();
  }

  function fly(view: View, isAtOnce = matchMedia("(prefers-reduced-motion: reduce)").matches): void {
    cancelAnimationFrame(flying);
    const target = camera.toTransform(view);
    if (isAtOnce) {
      goTo(target);
      return;
    }
    const {width, height} = camera.size;
    const asView = ({k, x, y}: Transform): [number, number, number] => [
      (width / 2 - x) / k,
      (height / 2 - y) / k,
      width / k
    ];
    const between = behaviour.interpolate()(asView(zoomTransform(node)), asView(target));
    const begun = performance.now();
    const step = (now: number) => {
      const t = Math.min(1, Math.max(0, (now - begun) / flight));
      // Slow at both ends.
      const [px = 0, py = 0, w = width] = between(t * t * (3 - 2 * t));
      const k = width / w;
      goTo({k, x: width / 2 - px * k, y: height / 2 - py * k});
      if (t < 1) flying = requestAnimationFrame(step);
    };
    flying = requestAnimationFrame(step);
  }

  return {
    node,
    get camera() {
      return camera;
    },
    resize(width, height) {
      if (width !== camera.size.width || height !== camera.size.height) layOut(camera.surface, width, height);
    },
    turn(surface) {
      if (surface !== camera.surface) layOut(surface, camera.size.width, camera.size.height);
    },
    show(next) {
      const had = pinned ?? pointed;
      // Points are drawn smaller where bubbles stand beside them.
      const isSameGround =
        next.points === scene.points &&
        next.heat === scene.heat &&
        next.shade === scene.shade &&
        next.bubbles.length > 0 === scene.bubbles.length > 0;
      if (!isSameGround) isStill = false;
      scene = next;
      bubbles.show(next.bubbles);
      streams.show(next.arcs ?? []);
      if (!areLabelsDue()) {
        schedule();
        return;
      }
      if (had?.kind === "point") point(null, true);
      else if (had !== null) {
        // Its numbers may be others now.
        const content =
          had.kind === "bubble" && !next.bubbles.some(({key}) => key === had.key) ? null : describe(had);
        tooltip.show(content, pinned !== null);
      }
      schedule();
    },
    setTargets(places) {
      targets.show(places);
      isStill = false;
      schedule();
    },
    setWorld(next) {
      land = landLayer(landCanvas, next);
      isStill = false;
      schedule();
    },
    draw,
    setType(size) {
      if (size === type) return;
      type = size;
      isStill = false;
      schedule();
    },
    view: () => camera.toView(transform),
    fly,
    zoomBy(factor) {
      zoomBy(factor);
      moved(camera.toView(transform));
    },
    point
  };
}

function isSame(a: Spot | null, b: Spot | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
