import {modelDetectors} from "../../../src/engine/build/alerts.js";
import {failedLogins} from "../../../src/engine/detect/login-outcome.js";
import {type BruteForceLine, judgeSourceHours} from "../../../src/engine/evaluate/brute-force.js";
import type {RaisedSeverity} from "../../../src/engine/evaluate/confusion.js";
import type {BruteForceEvaluation} from "../../../src/engine/evaluate/published-evaluation.js";
import {sqlLiteral} from "../../../src/engine/sql.js";
import type {Database} from "../../database.js";

const type = "Brute Force";
/** Data sets of the campus itself. In a honeypot every password is a guess, and finding that proves nothing. */
const campus = ["authlog", "iscx", "suricata"].map(sqlLiteral).join(", ");
/** One guess leaves several lines in a log of logins, and a flow in others: what is counted is failed logins, or else flows. */
const failed = failedLogins.map(sqlLiteral).join(", ");
const hour = 3_600_000;
/** Alerts that may be about guessed passwords: of rules that say so (spraying and stuffing are other techniques), and of models. */
const kind = `CASE WHEN detector IN (${modelDetectors}) THEN 'model'
  WHEN detector IN ('login', 'sigma') AND technique IN ('T1110', 'T1110.001') THEN 'login' END`;

/**
 * How well the alerts of a build find brute force on campus hosts, per source and hour: `truth`, `events` and `alerts` must be
 * there. Counted are alerts of the rules about logins, of the models, and of either.
 */
export async function judgeBruteForce(database: Database): Promise<BruteForceEvaluation> {
  const truth = await database.rows(`
    SELECT source_ip AS source, epoch_ms(event_time) // ${hour} AS hour,
      string_agg(DISTINCT truth.attack_type, '|' ORDER BY truth.attack_type) AS types,
      greatest(
        count(*) FILTER (truth.attack_type = ${sqlLiteral(type)} AND event_type IN (${failed})),
        count(*) FILTER (truth.attack_type = ${sqlLiteral(type)} AND event_type = 'flow')
      ) AS attempts
    FROM truth JOIN events ON events.seq = truth.seq
    WHERE dataset IN (${campus}) AND source_ip IS NOT NULL AND event_time IS NOT NULL
    GROUP BY ALL ORDER BY hour, source
  `);
  const alerts = await database.rows(`
    SELECT DISTINCT ${kind} AS kind, attacker_ip AS source, epoch_ms(event_time) // ${hour} AS hour, severity FROM alerts
    WHERE kind IS NOT NULL AND dataset IN (${campus}) AND attacker_ip IS NOT NULL AND event_time IS NOT NULL
    ORDER BY ALL
  `);
  const actual = truth.map(({source, hour, types, attempts}) => ({
    source: String(source),
    hour: Number(hour),
    types: String(types).split("|"),
    attempts: Number(attempts)
  }));
  const lines = (counts: (kind: string) => boolean): readonly BruteForceLine[] =>
    judgeSourceHours(
      actual,
      alerts
        .filter(({kind}) => counts(String(kind)))
        .map(({source, hour, severity}) => ({
          source: String(source),
          hour: Number(hour),
          severity: severity as RaisedSeverity
        })),
      type
    );
  return {
    by: [
      {alerts: "login", lines: lines(kind => kind === "login")},
      {alerts: "model", lines: lines(kind => kind === "model")},
      {alerts: "either", lines: lines(() => true)}
    ]
  };
}
