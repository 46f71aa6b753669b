/**
 * What the engine's tests import as "vitest", in a browser's worker: vitest's own runner and assertions, without the parts of it
 * that need Node.
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  customMatchers,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState
} from "@vitest/expect";

export {afterAll, afterEach, beforeAll, beforeEach, describe, it, test} from "@vitest/runner";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

type Expect = typeof import("vitest").expect;
const check = ((value: unknown, message?: string) => chai.expect(value, message)) as unknown as Expect;
Object.assign(check, chai.expect, (globalThis as Record<symbol, object>)[ASYMMETRIC_MATCHERS_OBJECT]);
Object.defineProperty(globalThis, GLOBAL_EXPECT, {value: check, configurable: true});
setState({...getState(check), assertionCalls: 0, isExpectingAssertions: false}, check);
(chai.expect as unknown as {extend(expect: Expect, matchers: object): void}).extend(check, customMatchers);

export const expect = check;
export const assert = chai.assert;
