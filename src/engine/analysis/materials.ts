import type {CampusConfig} from "../campus.js";
import type {DetectionContent} from "./content.js";

/** What logs are read and searched by, as the site's builder has it: published as materials.json. */
export interface PublishedMaterials {
  readonly campus: CampusConfig;
  readonly content: DetectionContent;
  /** Of the forest and all else that draws lots. */
  readonly seed: number;
}
