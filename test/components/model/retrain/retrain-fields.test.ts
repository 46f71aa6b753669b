import {describe, expect, it} from "vitest";
import {readRetrainFields} from "../../../../src/components/model/retrain/retrain-fields.js";

const fields = {trees: "200", samples: "256", contamination: "0.05", seed: "1"};
const features = [
  {name: "hour", used: true},
  {name: "duration", used: false}
];

describe("readRetrainFields", () => {
  it("reads what is asked for, with the names of features left out", () => {
    expect(readRetrainFields("flow", fields, features)).toEqual({
      settings: {family: "flow", left: ["duration"], trees: 200, samples: 256, contamination: 0.05, seed: 1}
    });
    const ends = {trees: "1000", samples: "16", contamination: "0.5", seed: "-2147483648"};
    expect(readRetrainFields("login", ends, features)).toHaveProperty("settings.contamination", 0.5);
  });

  it.each([
    ["trees", "9", "The number of trees must be a whole number from 10 to 1,000."],
    ["trees", "20.5", "The number of trees must be a whole number from 10 to 1,000."],
    ["samples", "2048", "The rows of each tree must be a whole number from 16 to 1,024."],
    ["contamination", "0", "The contamination must be a share from 0.001 to 0.5."],
    ["contamination", "5%", "The contamination must be a share from 0.001 to 0.5."],
    ["seed", " ", "The seed must be a whole number from -2,147,483,648 to 4,294,967,295."]
  ])("refuses %s of %j", (name, text, sentence) => {
    expect(readRetrainFields("flow", {...fields, [name]: text}, features)).toEqual({
      problems: {[name]: sentence}
    });
  });

  it("refuses to train on nothing", () => {
    const none = features.map(feature => ({...feature, used: false}));
    expect(readRetrainFields("flow", fields, none)).toEqual({
      problems: {features: "Choose one feature at least."}
    });
  });
});
