import type {PublishedMaterials} from "../../engine/analysis/materials.js";
import {createCampus} from "../../engine/campus.js";
import {createListChecker, type ListChecker} from "../../engine/hunt/check-lists.js";
import type {Site} from "../../engine/published.js";
import {published} from "../workbench/attachments.js";

let opening: Promise<ListChecker> | undefined;

/** The lists that the site was built with, ready to be asked; read once per page, when first needed. */
export function openListChecker(site: Pick<Site, "origin">): Promise<ListChecker> {
  opening ??= open(site);
  return opening;
}

async function open({origin}: Pick<Site, "origin">): Promise<ListChecker> {
  const response = await fetch(published.materials);
  if (!response.ok)
    throw new Error(`the lists could not be fetched: ${response.status} ${response.statusText}`);
  const {content, campus} = (await response.json()) as PublishedMaterials;
  return createListChecker(content.lists, {campus: createCampus(campus), simulated: origin === "simulated"});
}
