import {expect, it} from "vitest";
import {sortRows} from "../../src/components/row-browser.js";

it("rows without a value stand last whichever way they are sorted, and equals keep their order", () => {
  const rows = [
    {name: "a", hits: null},
    {name: "b", hits: 1},
    {name: "c", hits: 2},
    {name: "d", hits: 1}
  ];
  const names = (descending: boolean) =>
    sortRows<(typeof rows)[number]>(rows, {order: ({hits}) => hits}, descending).map(({name}) => name);
  expect(names(true)).toEqual(["c", "b", "d", "a"]);
  expect(names(false)).toEqual(["b", "d", "c", "a"]);
});
