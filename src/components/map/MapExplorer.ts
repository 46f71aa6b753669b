import {campus} from "../../engine/build/country.js";
import {groupPlaces, type PlaceGroup} from "../../engine/geography/group-places.js";
import type {CountFilter} from "../../engine/geography/place-counts.js";
import {type LocatedAddress, locateQuery} from "../../engine/geography/place-entries.js";
import {
  formatScope,
  type Level,
  levelBelow,
  type Scope,
  trail,
  world as wholeWorld
} from "../../engine/geography/scope.js";
import {html} from "../html.js";
import {visibleText} from "../log-text.js";
import type {Workbench} from "../workbench/workbench.js";
import {keepFocus} from "./keep-focus.js";
import {locateWords} from "./locate-words.js";
import {mapBox} from "./map-box.js";
import {mapControls} from "./map-controls.js";
import {type MapData, type MapSelection, openMapData, withAddresses} from "./map-data.js";
import {mapFigures, threatLevels} from "./map-figures.js";
import {mapFrame, tableFrame} from "./map-frames.js";
import {heatScale, mapLegend} from "./map-legend.js";
import {
  type DrawnPlaces,
  drawPlaces,
  emptyScene,
  eventsOnMap,
  openingScope,
  viewOfScope
} from "./map-scene.js";
import {formatMapState, type MapState, openingState, parseMapState} from "./map-state.js";
import {mapStatus, statusText} from "./map-status.js";
import {markCounting, markFiguresCounting} from "./mark-counting.js";
import {notOnMap, outsideRows} from "./outside-map.js";
import type {PlaceTableRow} from "./PlaceTable.js";
import {placeTooltip} from "./place-tooltip.js";
import {countingWords, groupName, levelName, scopeOf} from "./place-words.js";
import {MapStage} from "./stage/MapStage.js";
import type {Spot} from "./stage/stage.js";
import {targetsQuery} from "./targets.js";
import type {Target} from "./WorldMap.js";
import {loadFineWorld, type World} from "./world.js";

/** How closely the map looks at an address that has no bubble to look at. */
const cityZoom = 30;

export interface MapExplorerOptions {
  readonly workbench: Workbench;
  readonly world: World;
}

export interface MapExplorer {
  readonly node: HTMLElement;
  /** Shows what is selected. The map stays where the reader put it. */
  show(selection: MapSelection): void;
}

/**
 * The map with all that belongs to it: the banner, the controls, key figures, and the table of the same numbers. Its state
 * is in the page's address, behind "#"; switches act on what is in memory.
 */
export function MapExplorer({workbench, world: coarse}: MapExplorerOptions): MapExplorer {
  const {site} = workbench;
  let world = coarse;
  let state = parseMapState(location.hash);
  /** Where the map opens: the continent with the most suspicious events when data first came, which later data do not change. */
  let opening: Scope | null = null;
  let data: MapData | null = null;
  let groups: readonly PlaceGroup[] = [];
  let drawn: DrawnPlaces | null = null;
  let hasTargets = false;
  /** The part of the world and the level that the stage shows. */
  let staged = "";
  let isPlaced = false;
  let hasRead = false;
  let wanted: LocatedAddress | null = null;

  const stage = MapStage({
    world,
    describe,
    choose: spot => {
      const group = groupAt(spot);
      if (group !== null) enter(group);
    },
    moved: view => write({...state, view}, "replaceState"),
    close: refine,
    heated: most => heatLegend.show(most),
    // The banner stays over the map while the page scrolls.
    covered: () => status.node.getBoundingClientRect().bottom - stage.node.getBoundingClientRect().top
  });
  const heatLegend = heatScale();
  const status = mapStatus(go);
  const controls = mapControls({
    change: part => {
      write({...state, ...part}, "replaceState");
      render();
    },
    wholeWorld: () => go(wholeWorld, "country"),
    allPoints: () => go(wholeWorld, "point", {look: "bubbles"}),
    reset: () => {
      write(openingState, "pushState");
      arrive();
    }
  });
  const mapHost = html`<div></div>`;
  const aside = html`<div class="map-aside"></div>`;
  const tableHost = html`<div></div>`;
  const box = mapBox(stage.node, factor => stage.zoomBy(factor));
  const node = html`<div class="map-explorer" data-testid="map-explorer">${status.node}${controls.node}
    <div class="map-halves">${mapHost}${aside}</div>${tableHost}</div>`;

  const scope = (): Scope => state.scope ?? opening ?? wholeWorld;
  const filter = (): CountFilter => ({least: state.least, blockedOnly: state.blockedOnly});
  /** Whether what is asked for needs addresses, which the cube has none of. */
  const isFine = () =>
    state.level === "state" || state.level === "city" || state.level === "point" || state.look === "heat";

  async function refine(): Promise<void> {
    try {
      world = await loadFineWorld();
      stage.setWorld(world);
    } catch (error) {
      // Coarse shapes are still a map.
      console.error("the finer shapes could not be read:", error);
    }
  }

  function write(next: MapState, how: "pushState" | "replaceState"): void {
    state = next;
    const hash = formatMapState(next);
    if (hash === location.hash.replace(/^#/, "")) return;
    history[how](history.state, "", `${location.pathname}${location.search}${hash === "" ? "" : `#${hash}`}`);
  }

  /** Goes to a part of the world, and flies there. */
  function go(next: Scope, level: Level = levelFor(next), part: Partial<MapState> = {}): void {
    write({...state, ...part, scope: next, level, view: null}, "pushState");
    arrive();
  }

  function arrive(): void {
    status.notice("");
    stage.point(null, true);
    render();
    flyToScope();
  }

  /** The level below a scope; where there is but one region, its countries. */
  function levelFor(next: Scope): Level {
    const level = levelBelow[next.kind];
    if (level !== "region" || data?.entries == null) return level;
    return groupPlaces(data.entries, level, next, filter()).length > 1 ? level : "country";
  }

  function flyToScope(isAtOnce?: boolean): void {
    if (data?.entries == null) return;
    const {camera} = stage;
    const where = {entries: data.entries, filter: filter(), world, camera};
    stage.fly(state.view ?? viewOfScope(scope(), where), isAtOnce);
  }

  function groupAt(spot: Spot): PlaceGroup | null {
    if (spot.kind === "bubble") return drawn?.byKey.get(spot.key) ?? null;
    if (spot.kind === "country") return drawn?.byKey.get(spot.country) ?? null;
    return spot.kind === "point" ? (drawn?.points[spot.index] ?? null) : null;
  }

  function describe(spot: Spot): Node | null {
    if (spot.kind === "target")
      return html`<div><strong>${site.campus}</strong><p>${spot.names.map(visibleText).join(", ")}</p><p class="map-hint">The campus, at which these events are aimed.</p></div>`;
    const group = groupAt(spot);
    if (group === null) return null;
    const inner = scopeOf(group);
    return placeTooltip(group, {
      site,
      hint: inner === null ? null : `Choose it for its ${levelName[levelFor(inner)].many}.`
    });
  }

  /** Goes into a place; of an address, shows where it is. */
  function enter(group: PlaceGroup): void {
    const inner = scopeOf(group);
    const spot = spotOf(group);
    if (inner !== null) go(inner);
    else if (spot !== null) stage.point(spot, true);
  }

  function spotOf(group: PlaceGroup): Spot | null {
    if (state.look === "bubbles" && drawn?.byKey.has(group.key)) return {kind: "bubble", key: group.key};
    const index = drawn?.points.findIndex(({key}) => key === group.key) ?? -1;
    return index < 0 || state.look === "heat" ? null : {kind: "point", index};
  }

  function render(): void {
    if (data === null) return;
    const {entries, isRead, addresses, addressQuery, selection} = data;
    if (entries !== null && opening === null) opening = openingScope(entries);
    const [at, kept, {level, look, surface}] = [scope(), filter(), state];
    const isWaiting = entries === null || (isFine() && !isRead);
    groups = entries === null || isWaiting ? [] : groupPlaces(entries, level, at, kept);
    drawn =
      entries === null || isWaiting
        ? null
        : drawPlaces(groups, {entries, level, scope: at, filter: kept, look, world});
    controls.update(state);
    status.update(
      at,
      statusText({
        ...{scope: at, level, filter: kept, selection, isRead},
        groups: isWaiting ? null : groups,
        all: eventsOnMap(entries ?? [], kept)
      })
    );
    stage.turn(surface);
    const asked = `${level} ${look} ${formatScope(at)}`;
    // Under the name of a place, marks of another would be wrong; those of an earlier selection may stay until they are counted.
    if (drawn !== null || staged !== asked) stage.show(drawn?.scene ?? emptyScene);
    staged = asked;
    const words = countingWords(look === "heat" ? "point" : level, at);
    box.count(isWaiting ? words : null);
    const read = isRead ? null : addresses.then(all => groupPlaces(all, level, at, kept));
    const shown = isWaiting && read !== null ? read : groups;
    const options = {level, scope: at, filter: kept, query: isWaiting ? addressQuery : data.query};
    const rowsOf = (found: readonly PlaceGroup[]): readonly PlaceTableRow[] => [
      ...found.map((group): PlaceTableRow => ({...group, name: groupName(group), group})),
      ...(at.kind === "world" ? outsideRows(data?.entries ?? [], kept, site.campus) : [])
    ];
    keepFocus({stage: stage.node, table: tableHost}, () => {
      mapHost.replaceChildren(
        mapFrame({
          ...options,
          groups: shown,
          legend: mapLegend({
            look,
            isPoints: level === "point",
            hasTargets,
            heat: heatLegend.node,
            steps: drawn?.steps ?? []
          }),
          footnote: entries === null ? "" : notOnMap(entries, kept),
          draw: layOut
        })
      );
      const figures = {read, span: selection.to - selection.from, query: options.query};
      aside.replaceChildren(mapFigures(shown, figures), threatLevels(shown, options.query));
      tableHost.replaceChildren(
        tableFrame({
          ...options,
          rows: shown instanceof Promise ? shown.then(rowsOf) : rowsOf(shown),
          site,
          reach: group => stage.point(group === null ? null : spotOf(group)),
          choose: group => {
            enter(group);
            showMap();
          }
        })
      );
      if (isWaiting) {
        for (const frame of node.querySelectorAll<HTMLElement>(".frame[data-chart]"))
          markCounting(frame, words, {keepsDrawing: frame.dataset.chart === "map"});
      }
      markFiguresCounting(aside);
    });
  }

  /** Brings the map into view, of whoever chose a place in the table below it. */
  function showMap(): void {
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    mapHost.scrollIntoView({behavior: isStill ? "auto" : "smooth", block: "start"});
  }

  function layOut(width: number): Node {
    stage.resize(width, Math.round(Math.min(560, Math.max(260, width * 0.6))));
    if (!isPlaced) {
      isPlaced = true;
      flyToScope(true);
    }
    return box.node;
  }

  /** Goes to an address, whether or not it began any of the selected events, and says what is known of its place. */
  async function locate(address: string): Promise<void> {
    try {
      const [row] = await workbench.ask<LocatedAddress>(locateQuery(address)).rows;
      if (row !== undefined && row.country !== null && row.country !== campus) {
        const {country, region, city} = row;
        wanted = row;
        go({kind: "city", country, region, city}, "point", {look: "bubbles"});
      }
      status.notice(locateWords(address, row, site));
      openWanted();
    } catch (error) {
      status.notice(
        `The address could not be looked up: ${error instanceof Error ? error.message : String(error)}`
      );
    }
  }

  /** Opens the tooltip of the address that was asked for, once it is on the map. */
  function openWanted(): void {
    if (wanted === null || data?.isRead !== true) return;
    const {address} = wanted;
    const find = () => groups.find(group => group.address === address);
    if (find() === undefined) {
      // The switches may hide it; the selection, which is not the map's own, may too.
      write({...state, least: "all", blockedOnly: false}, "replaceState");
      render();
    }
    const group = find();
    if (group !== undefined) enter(group);
    else {
      status.notice(`${locateWords(address, wanted, site)} It began none of the selected events.`);
      const {longitude, latitude} = wanted;
      if (longitude !== null && latitude !== null) stage.fly({longitude, latitude, zoom: cityZoom});
    }
    wanted = null;
  }

  node.addEventListener("keydown", event => {
    const isText = event.target instanceof Element && event.target.closest("input, textarea") !== null;
    if (isText || event.defaultPrevented || !(event.key === "Backspace" || event.key === "Escape")) return;
    const above = trail(scope()).at(-2);
    if (above === undefined) return;
    event.preventDefault();
    go(above);
  });
  addEventListener("popstate", () => {
    if (!node.isConnected || location.hash.replace(/^#/, "") === formatMapState(state)) return;
    state = parseMapState(location.hash);
    arrive();
  });
  Promise.resolve(workbench.ask<Target>(targetsQuery).rows).then(
    found => {
      hasTargets = found.length > 0;
      stage.setTargets(found);
    },
    error => console.error("the campus could not be placed on the map:", error)
  );

  return {
    node,
    show(selection) {
      const next = openMapData(workbench, selection);
      const asked = data === null ? new URLSearchParams(location.search).get("locate") : null;
      data = next;
      render();
      next.addresses.then(
        entries => {
          if (data !== next) return;
          // Before, no city had a place, and without the cube nothing had; later data leave the map where it is.
          const isUnplaced =
            !hasRead && (opening === null || scope().kind === "state" || scope().kind === "city");
          hasRead = true;
          data = withAddresses(next, entries);
          render();
          if (isUnplaced) flyToScope(true);
          openWanted();
        },
        error => console.error("the addresses could not be read:", error)
      );
      if (asked) void locate(asked);
    }
  };
}
