import type {AddressWidth} from "./address-words.js";

/** What stands before the compressed content of a table of places. */
export interface PlaceHeader {
  readonly width: AddressWidth;
  /** Length of the content before compression. */
  readonly contentBytes: number;
  /** CRC-32 of the compressed content, as eight hexadecimal digits. */
  readonly checksum: string;
}

/** Changes whenever the same bytes would mean something else, or the same places other bytes. */
export const formatVersion = 1;
export const headerBytes = 20;

/** "FBPL" */
const mark = 0x4642504c;

/** Big end first: mark, version, width, length of the compressed content, length of the content, checksum. */
export function writeHeader(bytes: Uint8Array, {width, contentBytes, checksum}: PlaceHeader): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  view.setUint32(0, mark);
  view.setUint16(4, formatVersion);
  view.setUint16(6, width);
  view.setUint32(8, bytes.length - headerBytes);
  view.setUint32(12, contentBytes);
  view.setUint32(16, Number.parseInt(checksum, 16));
}

/** @throws when the bytes are no table of places, or not all of one. */
export function readHeader(bytes: Uint8Array): PlaceHeader {
  if (bytes.length < headerBytes) {
    throw new Error(`table of places: ${bytes.length} bytes; expected ${headerBytes} at least`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  if (view.getUint32(0) !== mark) throw new Error('not a table of places; expected it to begin with "FBPL"');
  const version = view.getUint16(4);
  if (version !== formatVersion) {
    throw new Error(`table of places: version ${version}; expected ${formatVersion}`);
  }
  const width = view.getUint16(6);
  if (width !== 1 && width !== 4)
    throw new Error(`table of places: ${width} words an address; expected 1 or 4`);
  const length = headerBytes + view.getUint32(8);
  if (bytes.length !== length) throw new Error(`table of places: ${bytes.length} bytes; expected ${length}`);
  return {
    width,
    contentBytes: view.getUint32(12),
    checksum: view.getUint32(16).toString(16).padStart(8, "0")
  };
}
