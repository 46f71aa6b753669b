import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {tacticName, tacticOrder, tactics} from "../../../src/engine/attack/tactics.js";
import {
  currentId,
  parentOf,
  tacticsOf,
  techniqueName,
  techniques
} from "../../../src/engine/attack/techniques.js";
import {families, familyOf} from "../../../src/engine/incidents/families.js";

describe("techniques", () => {
  it("are all of ATT&CK 19.2: 222 techniques in 15 tactics", () => {
    expect([...techniques.keys()].filter(id => !id.includes(".")).length).toBe(222);
    expect(tactics.length).toBe(15);
    for (const {tactics: keys} of techniques.values()) {
      expect(keys.length).toBeGreaterThan(0);
      expect(keys.every(key => tacticOrder(key) >= 0)).toBe(true);
    }
  });

  it("name a sub-technique with its parent, which is there and serves the same tactics", () => {
    expect(techniqueName("T1110.004")).toBe("Brute Force: Credential Stuffing");
    expect(techniqueName("t1046")).toBe("Network Service Discovery");
    for (const technique of techniques.values()) {
      if (technique.parent === null) continue;
      expect(techniques.get(technique.parent)?.tactics).toEqual(technique.tactics);
    }
  });

  it("give the tactics of a sub-technique that is not listed by its parent, and none of an unknown id", () => {
    expect(techniques.has("T1110.999")).toBe(false);
    expect(tacticsOf("T1110.999")).toEqual(["credential-access"]);
    expect(tacticsOf("T9999")).toEqual([]);
    expect(techniqueName("T9999")).toBe("T9999");
  });

  it("take the successor of a revoked id", () => {
    expect(currentId("t1562.004")).toBe("T1686");
    expect(parentOf("T1070.002")).toBe("T1685");
    expect(tacticsOf("T1562.001").map(tacticName)).toEqual(["Defense Impairment"]);
  });

  it("know every technique that our rules and signatures name", () => {
    const folders = ["data/rules", "data/signatures"];
    const texts = folders.flatMap(folder =>
      readdirSync(folder)
        .filter(name => name.endsWith(".yml"))
        .map(name => readFileSync(join(folder, name), "utf8"))
    );
    const named = texts.flatMap(text =>
      [...text.matchAll(/(?:attack\.|technique: *)(t\d{4}(?:\.\d{3})?)\b/gi)].map(match => match[1] ?? "")
    );
    expect(named.length).toBeGreaterThan(20);
    expect([...new Set(named)].filter(id => !techniques.has(currentId(id)))).toEqual([]);
  });
});

describe("familyOf", () => {
  it("puts every technique of a family that is known into it, and no technique into two", () => {
    const all = Object.values(families).flat() as string[];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter(id => !techniques.has(id))).toEqual([]);
  });

  it("prefers a sub-technique's own family, and keeps what is in none by its parent", () => {
    expect(familyOf("T1071.004")).toBe("tunnel");
    expect(familyOf("T1071.001")).toBe("control");
    expect(familyOf("t1595.002")).toBe(familyOf("T1046"));
    expect(familyOf("T1113")).toBe("T1113");
  });
});
