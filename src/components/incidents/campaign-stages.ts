import {severities} from "../../engine/event.js";
import type {Member} from "./campaign.js";

/** A stage of a campaign, told by the gravest of its incidents. */
export interface CampaignStage {
  readonly tactic: string | null;
  /** Of equals, the first. */
  readonly gravest: Member;
  /** Incidents of the stage. */
  readonly incidents: number;
}

/** The stages that a campaign went through, in the order of the incidents that they are told by. */
export function stagesOf(members: readonly Member[]): readonly CampaignStage[] {
  const byTime = members.toSorted((a, b) => Number(a.first_time) - Number(b.first_time));
  const stages = new Map<string | null, Member[]>();
  for (const member of byTime) {
    const known = stages.get(member.tactic);
    if (known) known.push(member);
    else stages.set(member.tactic, [member]);
  }
  const found = [...stages].flatMap(([tactic, of]) => {
    const [first] = of;
    if (first === undefined) return [];
    const gravest = of.reduce((best, next) => (rank(next) > rank(best) ? next : best), first);
    return [{tactic, gravest, incidents: of.length}];
  });
  return found.sort((a, b) => Number(a.gravest.first_time) - Number(b.gravest.first_time));
}

const rank = ({severity}: Member) => severities.indexOf(severity);
