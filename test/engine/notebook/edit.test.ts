import fc from "fast-check";
import {expect, it} from "vitest";
import {cellKinds, type Notebook} from "../../../src/engine/notebook/document.js";
import {changeCell, insertCell, moveCell, newCell, removeCell} from "../../../src/engine/notebook/edit.js";
import {dependents, planNotebook} from "../../../src/engine/notebook/graph.js";

it("cells that are added, moved and removed keep ids and names of their own, and an undo brings back what was", () => {
  const step = fc.record({
    kind: fc.constantFrom(...cellKinds),
    at: fc.nat(20),
    act: fc.constantFrom("add", "move", "remove")
  });
  fc.assert(
    fc.property(fc.array(step, {maxLength: 30}), steps => {
      let notebook: Notebook = {title: "t", cells: []};
      for (const {kind, at, act} of steps) {
        const index = at % (notebook.cells.length + 1);
        const cell = notebook.cells[index];
        if (act === "add" || cell === undefined)
          notebook = insertCell(notebook, newCell(notebook, kind), index);
        else if (act === "move") {
          const moved = moveCell(notebook, cell.id, 1);
          expect(moveCell(moved, cell.id, -1).cells).toHaveLength(notebook.cells.length);
          notebook = moved;
        } else {
          const removed = removeCell(notebook, cell.id);
          expect(insertCell(removed, cell, index)).toEqual(notebook);
          notebook = removed;
        }
        expect(new Set(notebook.cells.map(({id}) => id)).size).toBe(notebook.cells.length);
        const names = notebook.cells.flatMap(({name}) => (name === null ? [] : [name]));
        expect(new Set(names).size).toBe(names.length);
      }
      expect(changeCell(notebook, "absent", {source: "x"})).toEqual(notebook);
    })
  );
});

it("in any notebook each cell comes after what it needs, and what depends on a cell is found through all steps", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const uses = fc.array(fc.subarray(names), {minLength: names.length, maxLength: names.length});
  fc.assert(
    fc.property(uses, needed => {
      const cells = names.map((name, i) => ({
        id: `id-${name}`,
        kind: "sql" as const,
        name,
        source: `SELECT 1 FROM ${["x", ...(needed[i] ?? [])].join(", ")}`,
        folded: false
      }));
      const {order, cells: plans} = planNotebook(cells, new Set(["x"]));
      expect([...order].sort()).toEqual(cells.map(({id}) => id));
      for (const [id, {needs, problem}] of plans) {
        if (problem === null)
          for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(id));
        expect(problem !== null).toBe(reaches(id, id));
        const plan = {cells: plans, order, results: new Map(), parameters: new Map()};
        for (const need of needs) expect(dependents(plan, [need])).toContain(problem === null ? id : need);
      }
      function reaches(from: string, to: string, seen = new Set<string>()): boolean {
        return (plans.get(from)?.needs ?? []).some(need => {
          if (need === to) return true;
          if (seen.has(need)) return false;
          seen.add(need);
          return reaches(need, to, seen);
        });
      }
    })
  );
});
