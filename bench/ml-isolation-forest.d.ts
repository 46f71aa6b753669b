/** What the benchmark calls of a package that ships no types. */
declare module "ml-isolation-forest" {
  export class IsolationForest {
    constructor(options?: {nEstimators?: number});
    train(rows: readonly (readonly number[])[]): void;
    predict(rows: readonly (readonly number[])[]): number[];
  }
}
