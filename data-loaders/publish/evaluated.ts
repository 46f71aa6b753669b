import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";

/**
 * Whether the output directory holds an evaluation of these very logs, which is to be kept: it takes minutes to make.
 * @param input what `hashInput` says of the logs
 */
export async function isEvaluated(output: string, input: string): Promise<boolean> {
  if (!existsSync(join(output, "evaluation.parquet"))) return false;
  try {
    const {stamp} = JSON.parse(await readFile(join(output, "evaluation.json"), "utf8"));
    return stamp.input === input;
  } catch {
    return false;
  }
}
