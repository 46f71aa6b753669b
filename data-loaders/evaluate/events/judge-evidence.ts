import {type EvaluationRow, evaluationRow} from "../../../src/engine/evaluate/evaluation-rows.js";
import type {AttackFigures, EvidenceFigures} from "../../../src/engine/evaluate/pattern-evaluation.js";
import type {Database} from "../../database.js";

/** What a build's evidence is worth, by ground truth: `evidence`, `staged`, `truth`, `rule_list` and `rule_figures` must be there. */
export async function judgeEvidence(
  database: Database,
  judged: string
): Promise<{
  readonly detectors: readonly EvidenceFigures[];
  readonly attacks: readonly AttackFigures[];
  readonly rows: readonly EvaluationRow[];
}> {
  const detectors = await database.rows(`
    SELECT detector, level, count(*) AS events, count(truth.seq) AS attacks,
      count(*) FILTER (truth.seq IS NULL AND ${judged}) AS normal
    FROM (SELECT DISTINCT detector, level, seq FROM evidence) evidence
    JOIN staged ON staged.rowid = evidence.seq
    LEFT JOIN truth ON truth.seq = evidence.seq
    GROUP BY ALL ORDER BY detector, level DESC
  `);
  const attacks = await database.rows(`
    WITH about AS (SELECT seq, max(level) AS level FROM evidence GROUP BY seq),
    attackers AS (
      SELECT truth.attack_type, coalesce(attacker_ip, username || '@' || sensor) AS attacker, count(*) AS events, max(level) AS level
      FROM truth JOIN staged ON staged.rowid = truth.seq LEFT JOIN about ON about.seq = truth.seq
      GROUP BY ALL
    )
    SELECT attack_type AS type, sum(events) AS events, count(attacker) AS attackers,
      count(attacker) FILTER (level >= 1) AS found, count(attacker) FILTER (level >= 3) AS high
    FROM attackers GROUP BY attack_type ORDER BY attack_type
  `);
  const [normal = {}] = await database.rows(`
    SELECT count(*) AS events FROM staged LEFT JOIN truth ON truth.seq = staged.rowid WHERE truth.seq IS NULL AND ${judged}
  `);
  const rules = await database.rows(`
    SELECT rule_id, hits, attack_hits, normal_hits FROM rule_list JOIN rule_figures USING (number)
    WHERE stands_alone ORDER BY rule_id
  `);
  return {
    detectors: detectors.map(row => ({
      detector: String(row.detector),
      level: Number(row.level),
      events: Number(row.events),
      attacks: Number(row.attacks),
      normal: Number(row.normal)
    })),
    attacks: attacks.map(row => ({
      type: String(row.type),
      events: Number(row.events),
      attackers: Number(row.attackers),
      found: Number(row.found),
      foundHigh: Number(row.high)
    })),
    rows: rules.flatMap(({rule_id, hits, attack_hits, normal_hits}) => {
      const context = {
        family: "event",
        protocol: "as_built",
        detector: "sigma",
        slice_kind: "rule",
        slice: String(rule_id),
        rows: Number(hits),
        attacks: Number(attack_hits)
      } as const;
      const told = Number(attack_hits) + Number(normal_hits);
      return [
        evaluationRow(context, "precision", told === 0 ? null : Number(attack_hits) / told),
        evaluationRow(context, "false_positive_rate", Number(normal_hits) / Number(normal.events))
      ];
    })
  };
}
