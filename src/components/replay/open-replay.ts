import {aggregate} from "../../engine/cube.js";
import {momentSearch} from "../../engine/replay/moment-address.js";
import {figuresQuery} from "../../engine/replay/queries.js";
import type {RecordedAlert} from "../../engine/replay/recording.js";
import {markedStory} from "../../engine/replay/story/marked-story.js";
import type {PublishedStories} from "../../engine/replay/story/published-stories.js";
import type {Story} from "../../engine/replay/story/story.js";
import {decisions} from "../decisions/decisions.js";
import {formatCount, formatShare} from "../format.js";
import {howMade} from "../how-made.js";
import {html} from "../html.js";
import {targetsQuery} from "../map/targets.js";
import type {Target} from "../map/WorldMap.js";
import {loadWorld} from "../map/world.js";
import {pending} from "../pending.js";
import type {SelectionValue} from "../selection-bar.js";
import {files} from "../workbench/files.js";
import type {Workbench} from "../workbench/workbench.js";
import {alertTriage} from "./alert-triage.js";
import {exportButtons} from "./export/export-buttons.js";
import {loadTemplate} from "./export/story-template.js";
import {injectButton} from "./inject/inject-button.js";
import {readInjectedAttacks} from "./inject/injected-attacks.js";
import {loadRecording} from "./load-replay.js";
import {loadSessions} from "./load-sessions.js";
import {createDraftStore} from "./present/draft-store.js";
import {momentLink} from "./present/moment-link.js";
import type {ReplayExtras} from "./replay-extras.js";
import {replayPlayer} from "./replay-player.js";
import type {StageState} from "./stage.js";

/** A replay of the selected events: how far it is read, then the replay itself. */
export function openReplay(workbench: Workbench, selection: SelectionValue): HTMLElement {
  const message = html`<span>Fetching the tables …</span>`;
  const opened = readReplay(workbench, selection, share => {
    message.textContent = `Reading the events to replay: ${formatShare(share)} …`;
  });
  return pending(opened, message, replay => replay);
}

/**
 * Reads all that a replay of the selected events needs, and opens it where the page's address says.
 * @param onProgress told the share of the events that is read, 0 to 1
 */
async function readReplay(
  workbench: Workbench,
  {timeZone, ...selection}: SelectionValue,
  onProgress: (share: number) => void
): Promise<HTMLElement> {
  const isTypedRead = countAll(workbench) <= mostWithSessions;
  const [recorded, {sessions, leftOut}, attacks, published, world, targets] = await Promise.all([
    loadRecording(workbench, selection, onProgress),
    isTypedRead ? loadSessions(workbench, selection) : {sessions: [], leftOut: 0},
    readInjectedAttacks(),
    files.json<PublishedStories>("stories.json"),
    loadWorld(),
    workbench.ask<Target>(targetsQuery).rows
  ]);
  const {site, overview} = workbench;
  const common = {site, timeZone, targets};
  const extras: ReplayExtras = {
    attacks,
    leftOut,
    ...(isTypedRead ? {} : {notTyped}),
    remember,
    triage: alertTriage(site),
    marked: () => markedOf(recorded.alerts),
    drafts: createDraftStore(() => localStorage),
    made: state => madeOf(workbench, selection, state),
    buttons: view => [
      momentLink({search: () => momentSearch(location.search, view.address())}),
      ...exportButtons(view, {...common, template: loadTemplate}),
      injectButton({
        selection,
        bounds: overview,
        time: () => view.state().frame.time,
        pause: view.commands.pause
      })
    ]
  };
  return replayPlayer(
    {...recorded, sessions},
    {
      ...common,
      world,
      pageAddress: page => page,
      stories: published.stories,
      search: location.search,
      extras
    }
  );
}

/** Events up to which what was typed is read as well: it takes tables of its own, and a browser's database holds some 3 GB. */
const mostWithSessions = 2_000_000;
const notTyped = `What was typed is not read where there are more than ${formatCount(mostWithSessions)} events: a browser's database cannot hold all of it.`;

/** All events there are, whatever is selected, as the cube has them. */
function countAll({cube, overview}: Workbench): number {
  const everything = {...overview.data, datasets: [], severities: [], sources: []};
  return aggregate(cube, everything, ["dataset"]).reduce((sum, {events}) => sum + events, 0);
}

/** What the reader marked and starred, as chapters. */
function markedOf(alerts: readonly RecordedAlert[]): Story | null {
  const state = decisions.state();
  const starred = alerts.filter(({alert_id}) => state.isStarred({kind: "alert", id: alert_id}));
  return markedStory(state.marks, starred);
}

/** Where the replay stands becomes a part of the page's address, beside the selection. */
function remember(pairs: readonly (readonly [key: string, value: string])[]): void {
  const search = momentSearch(location.search, pairs);
  if (search !== location.search)
    history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
}

/** How the figures on screen are counted in SQL. */
function madeOf(
  workbench: Workbench,
  selection: Omit<SelectionValue, "timeZone">,
  {frame, scene}: StageState
): Node {
  const query = figuresQuery(selection, frame, scene);
  const note =
    "The key figures of this moment, counted anew by DuckDB. A replay keeps the same events in memory.";
  return howMade({note, query, rows: () => workbench.ask(query).rows});
}
