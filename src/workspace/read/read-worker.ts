import {createFileReader} from "./file-reader.js";
import type {Request} from "./messages.js";

const answer = createFileReader((message, transfer) => self.postMessage(message, {transfer}));
self.addEventListener("message", ({data}: MessageEvent<Request>) => answer(data));
