import {group} from "d3-array";
import {
  type BurstRow,
  type BurstSourceRow,
  burstSourcesQuery,
  burstsQuery
} from "../../engine/build/selected-bursts.js";
import {totalWithin} from "../../engine/cube/linked-counts.js";
import {createZone} from "../../engine/time-zone.js";
import {chartFrame} from "../chart-frame.js";
import {choice} from "../choice.js";
import {decisions} from "../decisions/decisions.js";
import {html} from "../html.js";
import {maskToggle} from "../mask.js";
import type {SelectionValue} from "../selection-bar.js";
import {zoneLabel} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {BurstTable} from "./BurstTable.js";
import {EventList} from "./EventList.js";
import {eventDialog} from "./event-dialog.js";
import {type FineCharts, fineCharts} from "./FineCharts.js";
import {AttackChart, attackTotals} from "./linked/AttackChart.js";
import {BrushBar} from "./linked/BrushBar.js";
import {BrushStrip, windowTotal} from "./linked/BrushStrip.js";
import {CalendarChart, daysOf} from "./linked/CalendarChart.js";
import {FacetBar} from "./linked/FacetBar.js";
import {mostGroups} from "./linked/groups.js";
import {linkedCharts} from "./linked/linked-charts.js";
import {liveFrame} from "./linked/live-frame.js";
import {
  dimensionName,
  type MultipleDimension,
  multipleDimensions,
  SmallMultiples
} from "./linked/SmallMultiples.js";
import {WeekChart} from "./linked/WeekChart.js";
import {
  attackFinding,
  calendarFinding,
  multipleFinding,
  shownRange,
  stripFinding,
  weekFinding
} from "./linked-findings.js";
import {MarkList} from "./MarkList.js";
import {burstFinding} from "./timeline-findings.js";

/** The parts of the Timeline page; all of them follow one brush and the same picks. */
export interface TimelineParts {
  readonly bar: HTMLElement;
  readonly strip: HTMLElement;
  readonly facets: HTMLElement;
  readonly attacks: HTMLElement;
  readonly multipleChoice: HTMLElement;
  readonly multiples: HTMLElement;
  readonly calendar: HTMLElement;
  readonly week: HTMLElement;
  readonly fine: FineCharts;
  readonly masking: HTMLElement;
  readonly bursts: HTMLElement;
  readonly marks: HTMLElement;
  readonly events: HTMLElement;
  /** The panel that an event opens in. */
  readonly dialog: HTMLElement;
  /** To be called when another selection takes their place. */
  close(): void;
}

const nothing = "Nothing in this selection: brush another stretch of time, or let in more kinds.";

export function timelineParts(workbench: Workbench, {timeZone, ...selection}: SelectionValue): TimelineParts {
  const linked = linkedCharts({workbench, selection, timeZone});
  const window = {from: selection.from, to: selection.to};
  const zone = createZone(timeZone);
  const dialog = eventDialog(workbench);

  const strip = liveFrame(linked, {
    id: "strip",
    drawing: BrushStrip(window, timeZone, linked),
    title: stripFinding,
    subtitle: () =>
      "Drag across to brush: all charts below follow. Move the brush or its edges by hand, or the edges by the arrow keys; Escape clears, a double click zooms in. ▼ marks a burst: click one to brush it.",
    by: () => ["hour", "severity"],
    total: windowTotal,
    showsWindow: true,
    height: 210,
    empty: nothing
  });
  const attacks = liveFrame(linked, {
    id: "attack-types",
    drawing: AttackChart(linked),
    title: attackFinding,
    subtitle: state =>
      `${shownRange(state)}. As the sensors name them; events without a name are left out. Drag across to brush within it.`,
    by: () => ["hour", "attack_type"],
    keep: ({attack_type}) => attack_type != null,
    total: state => attackTotals(state).reduce((sum, {events}) => sum + events, 0),
    height: 290,
    empty: "No attack type is named here: the sources of these events say none."
  });

  const multipleChoice = choice<MultipleDimension>({
    label: "One chart for each",
    options: multipleDimensions.map(value => ({value, label: dimensionName[value]})),
    value: "dataset"
  });
  multipleChoice.addEventListener("input", event => {
    event.stopPropagation();
    linked.redraw();
  });
  const multiples = liveFrame(linked, {
    id: "multiples",
    drawing: SmallMultiples(() => multipleChoice.value),
    title: state => multipleFinding(state, multipleChoice.value),
    subtitle: state => {
      const isMany = state.counts.members[multipleChoice.value].length > mostGroups;
      const rest = isMany ? "; the eight with the most events, and the others together" : "";
      return `${shownRange(state)}. Each has a vertical scale of its own${rest}.`;
    },
    by: () => ["hour", multipleChoice.value],
    total: state => totalWithin(state.counts, state.shown),
    height: 420,
    empty: nothing
  });

  const showsHours = daysOf(window, zone).showsHours;
  const calendar = liveFrame(linked, {
    id: "calendar",
    drawing: CalendarChart(window, zone, linked),
    title: calendarFinding,
    subtitle: () =>
      `${showsHours ? "Days down, hours across" : "Weekdays down, weeks across (named by their Monday)"}, ${zoneLabel(timeZone)}. What is not brushed is pale; click a cell to brush it.`,
    by: () => ["hour"],
    total: windowTotal,
    showsWindow: true,
    height: showsHours ? 220 : 170,
    empty: nothing
  });
  const week = liveFrame(linked, {
    id: "week",
    drawing: WeekChart(),
    title: weekFinding,
    subtitle: state =>
      `${shownRange(state)}, by hour of the day and day of the week in ${zoneLabel(timeZone)}.`,
    by: () => ["hour"],
    total: state => totalWithin(state.counts, state.shown),
    height: 200,
    empty: nothing
  });

  const events = EventList(linked, {workbench, open: dialog.open});
  const masking = maskToggle(workbench.site);
  const burstBox = html`<div class="live-frame"></div>`;
  const bursts = workbench.ask<BurstRow>(burstsQuery(selection));
  const makers = workbench.ask<BurstSourceRow>(burstSourcesQuery(selection));
  // Bursts wait for both; a source that is not known by then is not looked for again.
  const rows = Promise.all([bursts.rows, makers.rows]).then(([found, sources]) => {
    linked.setBursts(found);
    return {found, sources: group(sources, ({burst_id}) => burst_id)};
  });
  const showBursts = () => {
    let sources: ReadonlyMap<string, readonly BurstSourceRow[]> = new Map();
    const frame = chartFrame<BurstRow>({
      id: "bursts",
      title: found => burstFinding(found, timeZone),
      subtitle:
        "Strongest first. Bursts are of all events of a dataset, whatever severities and sources are chosen. A time brushes its burst.",
      query: bursts.query,
      rows: rows.then(known => {
        sources = known.sources;
        return known.found;
      }),
      height: 200,
      total: found => found.length,
      empty:
        "No burst in this window: no five minutes held far more events than their hour of the day explains.",
      draw: found => BurstTable(found, {timeZone, site: workbench.site, sources, onBrush: linked.brush})
    });
    burstBox.replaceChildren(frame);
  };
  showBursts();
  masking.addEventListener("input", () => {
    showBursts();
    events.refresh();
  });

  const marks = html`<div class="frame"></div>`;
  const showMarks = () => {
    const all = decisions.state().marks;
    linked.setMarks(all);
    marks.replaceChildren(MarkList(all, {timeZone, onBrush: linked.brush}));
  };
  showMarks();
  const stop = decisions.subscribe(showMarks);

  return {
    ...{
      bar: BrushBar(linked),
      strip,
      facets: FacetBar(linked),
      attacks,
      multipleChoice,
      multiples,
      calendar,
      week
    },
    ...{
      fine: fineCharts(linked, workbench),
      masking,
      bursts: burstBox,
      marks,
      events: events.node,
      dialog: dialog.node
    },
    close() {
      stop();
      linked.close();
    }
  };
}
