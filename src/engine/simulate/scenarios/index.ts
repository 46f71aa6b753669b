import type {Attack, Scenario} from "../scenario.js";
import {backgroundGuessing} from "./background-guessing.js";
import {bruteForce, patientGuessing} from "./brute-force.js";
import {campusLogins} from "./campus-logins.js";
import {campusTraffic} from "./campus-traffic.js";
import {commandAndControl, generatedDomains} from "./command-and-control.js";
import {credentialStuffing} from "./credential-stuffing.js";
import {denialOfService, slowloris} from "./denial-of-service.js";
import {dnsTunnel} from "./dns-tunnel.js";
import {exfiltration} from "./exfiltration.js";
import {honeypotServices} from "./honeypot-services.js";
import {honeypotShell} from "./honeypot-shell.js";
import {lateralMovement} from "./lateral-movement.js";
import {portScan, slowScan} from "./port-scan.js";
import {privilegeEscalation} from "./privilege-escalation.js";
import {sensorNoise} from "./sensor-noise.js";
import {sharedAccount, vpnTakeover} from "./vpn-anomalies.js";
import {crossSiteScripting, sqlInjection} from "./web-attacks.js";

/** What goes on all the time; runs day by day. */
export const background: readonly Scenario[] = [
  campusTraffic,
  campusLogins,
  sensorNoise,
  backgroundGuessing,
  honeypotShell,
  honeypotServices
];

/** Attacks that can be run one by one, at any time, with any seed. */
export const attacks: readonly Attack[] = [
  portScan,
  slowScan,
  bruteForce,
  patientGuessing,
  credentialStuffing,
  vpnTakeover,
  sharedAccount,
  lateralMovement,
  privilegeEscalation,
  commandAndControl,
  generatedDomains,
  dnsTunnel,
  exfiltration,
  denialOfService,
  slowloris,
  sqlInjection,
  crossSiteScripting
];
