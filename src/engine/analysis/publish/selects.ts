import {selectAlerts} from "../../build/alerts.js";
import {selectDetails, selectEvents} from "../../build/events.js";
import {selectGeography, selectServices, selectTimeline} from "../../build/rollups.js";
import {selectRuleHits, selectRules} from "../../build/rules.js";
import {selectSessions} from "../../build/sessions.js";
import {selectBeacons} from "../../detect/beacons/publish.js";
import {selectBurstSources, selectBursts} from "../../detect/bursts/queries.js";
import {selectPublishedSequences} from "../../detect/sequences/publish-queries.js";
import {
  selectCampaigns,
  selectIncidents,
  selectRiskParts,
  selectRisks,
  selectSiteRisks
} from "../../incidents/queries.js";
import {selectIndicatorHits, selectIndicatorLists} from "../../indicators/hits.js";
import {selectHosts} from "../../indicators/host-heuristics.js";
import {selectReputation} from "../../indicators/reputation.js";
import {selectSignatureHits, selectSignatures} from "../../signatures/queries.js";
import {selectExplanations} from "../score/explain-alerts.js";

/**
 * What every table is published from, by name, in the order in which it is read. A table without a query is published empty.
 * @param judged as of `createTruth`
 */
export const selectsOf = (judged: string | null): Readonly<Record<string, string>> => ({
  events: selectEvents,
  details: selectDetails,
  alerts: selectAlerts,
  incidents: selectIncidents,
  campaigns: selectCampaigns,
  risks: selectRisks,
  risk_parts: selectRiskParts,
  site_risks: selectSiteRisks,
  explanations: selectExplanations,
  sources: "SELECT * FROM sources ORDER BY address",
  hosts: selectHosts,
  reputation: selectReputation,
  timeline: selectTimeline,
  geography: selectGeography,
  services: selectServices,
  sessions: selectSessions,
  rules: selectRules(judged),
  rule_hits: selectRuleHits,
  signatures: selectSignatures,
  signature_hits: selectSignatureHits,
  indicator_lists: selectIndicatorLists,
  indicator_hits: selectIndicatorHits,
  beacons: selectBeacons,
  bursts: selectBursts,
  burst_sources: selectBurstSources,
  sequences: selectPublishedSequences,
  quality: "SELECT * FROM quality ORDER BY source_file"
});
