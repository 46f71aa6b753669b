import {readChartSpec} from "./chart-spec.js";
import type {Cell} from "./document.js";
import {readExercise} from "./exercise.js";
import {parameterNames, readInput} from "./input.js";
import {nameProblem} from "./names.js";
import {readStatement} from "./statement.js";
import {textValues} from "./text-values.js";

/** How one cell depends on the others. */
export interface CellPlan {
  /** Why the cell cannot run, in a sentence; null where nothing is wrong before it runs. */
  readonly problem: string | null;
  /** Ids of the cells that it needs, each once. */
  readonly needs: readonly string[];
}

export interface NotebookPlan {
  readonly cells: ReadonlyMap<string, CellPlan>;
  /** Ids of all cells, each after those that it needs, else as they stand; those in a circle after all that need none. */
  readonly order: readonly string[];
  /** Ids of cells whose results have a name, by that name in lower case. */
  readonly results: ReadonlyMap<string, string>;
  /** Ids of inputs, by the names that SQL knows them by, in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Works out what depends on what. @param published names of all tables that SQL finds without the notebook, in lower case */
export function planNotebook(cells: readonly Cell[], published: ReadonlySet<string>): NotebookPlan {
  const problems = new Map<string, string>();
  const results = new Map<string, string>();
  const parameters = new Map<string, string>();
  const taken = new Map<string, Cell>();
  for (const cell of cells) {
    if (cell.kind !== "sql" && cell.kind !== "input") continue;
    if (cell.name === null) {
      if (cell.kind === "input")
        problems.set(cell.id, "an input needs a name, so that SQL can use it as :name");
      continue;
    }
    const problem = nameProblem(cell.name, published);
    const own = cell.kind === "sql" ? [cell.name] : inputNames(cell);
    const twice = own.find(name => taken.has(name.toLowerCase()));
    if (problem !== null) problems.set(cell.id, problem);
    else if (twice !== undefined)
      problems.set(cell.id, `two cells are called “${twice}”; only the first one is`);
    else
      for (const name of own) {
        taken.set(name.toLowerCase(), cell);
        (cell.kind === "sql" ? results : parameters).set(name.toLowerCase(), cell.id);
        // Text and charts may name a range of days by itself.
        if (cell.kind === "input") parameters.set(cell.name.toLowerCase(), cell.id);
      }
  }

  const needs = new Map<string, readonly string[]>();
  for (const cell of cells) {
    const found = usesOf(cell);
    if (found.problem !== null && !problems.has(cell.id)) problems.set(cell.id, found.problem);
    const ids = new Set<string>();
    for (const {name, kind} of found.uses) {
      const id =
        (kind !== "parameter" ? results.get(name.toLowerCase()) : undefined) ??
        (kind !== "table" ? parameters.get(name.toLowerCase()) : undefined);
      if (id !== undefined) ids.add(id);
      else if (kind !== "table" && !problems.has(cell.id)) problems.set(cell.id, missing(name, kind));
    }
    needs.set(cell.id, [...ids]);
  }

  const {order, circle} = sort(cells, needs);
  for (const id of circle) problems.set(id, circleProblem(id, cells, needs, circle));
  return {
    cells: new Map(
      cells.map(({id}) => [id, {problem: problems.get(id) ?? null, needs: needs.get(id) ?? []}])
    ),
    order,
    results,
    parameters
  };
}

interface Use {
  readonly name: string;
  /** Text may show either. A table that no cell makes is left to the database, which knows the published ones. */
  readonly kind: "table" | "parameter" | "result" | "value";
}

function usesOf(cell: Cell): {readonly uses: readonly Use[]; readonly problem: string | null} {
  switch (cell.kind) {
    case "sql":
      return sqlUses(cell.source);
    case "markdown":
      return {uses: textValues(cell.source).map(({name}) => ({name, kind: "value"})), problem: null};
    case "input": {
      const {input, problem} = readInput(cell.source, cell.name ?? "");
      const options = input?.type === "select" && "from" in input.options ? input.options : null;
      return {uses: options === null ? [] : [{name: options.from, kind: "result"}], problem};
    }
    case "chart": {
      const {spec, problems} = readChartSpec(cell.source);
      return {uses: spec === null ? [] : [{name: spec.data, kind: "result"}], problem: problems[0] ?? null};
    }
    case "exercise": {
      const {question, answer} = readExercise(cell.source);
      const shown: Use[] = textValues(question).map(({name}) => ({name, kind: "value"}));
      if (answer === null) return {uses: shown, problem: null};
      const sql = sqlUses(answer);
      return {uses: [...shown, ...sql.uses], problem: sql.problem};
    }
  }
}

function sqlUses(source: string): {readonly uses: readonly Use[]; readonly problem: string | null} {
  const {tables, parameters, problem} = readStatement(source);
  return {
    uses: [
      ...tables.map(name => ({name, kind: "table"}) as const),
      ...parameters.map(name => ({name, kind: "parameter"}) as const)
    ],
    problem
  };
}

function inputNames({name, source}: Cell): readonly string[] {
  const {input} = readInput(source, name ?? "");
  return parameterNames(name ?? "", input?.type ?? "text");
}

function missing(name: string, kind: Use["kind"]): string {
  if (kind === "parameter") return `:${name} is the value of no input; add an input called “${name}”`;
  return kind === "result" ? `no query is called “${name}”` : `nothing in this notebook is called “${name}”`;
}

/** Kahn's algorithm, the earliest cell first among those that are free. */
function sort(
  cells: readonly Cell[],
  needs: ReadonlyMap<string, readonly string[]>
): {readonly order: readonly string[]; readonly circle: ReadonlySet<string>} {
  const order: string[] = [];
  let rest = cells.map(({id}) => id);
  const place = (ids: readonly string[]) => {
    order.push(...ids);
    rest = rest.filter(id => !ids.includes(id));
  };
  const placeFree = () => {
    for (;;) {
      const next = rest.find(id => (needs.get(id) ?? []).every(need => order.includes(need)));
      if (next === undefined) return;
      place([next]);
    }
  };
  placeFree();
  const circle = new Set(rest.filter(id => reaches(id, id, needs)));
  // What only needs a circle is not in it, and comes after it.
  place([...circle]);
  placeFree();
  return {order, circle};
}

function reaches(from: string, to: string, needs: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [...(needs.get(from) ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(needs.get(id) ?? []));
  }
  return false;
}

function circleProblem(
  id: string,
  cells: readonly Cell[],
  needs: ReadonlyMap<string, readonly string[]>,
  circle: ReadonlySet<string>
): string {
  const nameOf = (wanted: string) => cells.find(cell => cell.id === wanted)?.name ?? "this cell";
  const path = [id];
  for (;;) {
    const next = (needs.get(path.at(-1) ?? "") ?? []).find(
      need => circle.has(need) && reaches(need, id, needs)
    );
    if (next === undefined || path.includes(next)) break;
    path.push(next);
  }
  const names = [...path, id].map(nameOf);
  return names.length === 2
    ? `“${names[0]}” selects from itself; nothing can come first`
    : `these cells need each other in a circle, so that none can be first: ${names.map(n => `“${n}”`).join(" needs ")}`;
}

/** A cell and all that depend on it, and theirs. */
export function dependents(plan: NotebookPlan, ids: Iterable<string>): ReadonlySet<string> {
  const found = new Set(ids);
  // In this order one pass finds all, but within a circle, where nothing runs anyway.
  for (const id of plan.order) {
    if (plan.cells.get(id)?.needs.some(need => found.has(need))) found.add(id);
  }
  return found;
}
