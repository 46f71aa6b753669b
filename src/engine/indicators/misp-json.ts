import {isObject, type JsonObject} from "../sources/fields.js";
import {type RowResult, readMispAttribute} from "./list-formats.js";

/**
 * Attributes of MISP's JSON, in order, those of objects included: a feed's event (`{"Event": {...}}`), an export
 * (`{"response": [{"Event": {...}}]}`) or a search's answer (`{"response": {"Attribute": [...]}}`). Null when it is none of
 * these. https://www.misp-standard.org/rfc/misp-standard-core.html
 */
export function readMispJson(document: unknown): RowResult[] | null {
  const root = isObject(document) && document.response !== undefined ? document.response : document;
  const parts = (Array.isArray(root) ? root : [root]).filter(isObject);
  const found = parts.flatMap(part => {
    const event = isObject(part.Event) ? part.Event : part;
    const hasAttributes = Array.isArray(event.Attribute) || Array.isArray(event.Object);
    return hasAttributes ? [event] : [];
  });
  return found.length ? found.flatMap(readEvent) : null;
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

function readEvent(event: JsonObject): RowResult[] {
  const attributes = [
    ...objects(event.Attribute),
    ...objects(event.Object).flatMap(object => objects(object.Attribute))
  ];
  return attributes.map(attribute =>
    readMispAttribute(column => {
      const value = column === "event_info" ? event.info : attribute[column];
      return typeof value === "string" || typeof value === "boolean" || typeof value === "number"
        ? String(value)
        : "";
    })
  );
}
