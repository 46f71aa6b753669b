import {
  hostOf,
  normaliseAddress,
  normaliseDomain,
  normaliseFingerprint,
  normaliseHash,
  normaliseNetwork,
  normaliseUrl,
  readAs,
  recognise,
  refang
} from "../indicators/normalise.js";
import {type Term, type TermType, termTypes, typeWords} from "./term.js";

/** What ends the names of files, and could end a domain's too. */
const fileEndings = new Set(
  "asp aspx bat bin cgi conf css csv dll doc elf exe gz htm html img ini jar jpg js json jsp log lua out pdf php pl png ps1 py rar sh so sql tar tgz txt vbs xml yml zip".split(
    " "
  )
);

/** What shells and honeypots are told to do first. */
const commandNames = new Set(
  "awk base64 bash busybox cat cd chattr chmod chown cp crontab curl dd df dmidecode dpkg echo enable env exit export find free ftpget get grep gunzip head history id ifconfig iptables kill killall ln ls lscpu lspci mkdir mount mv nc netstat nohup nproc nvidia-smi passwd perl php ping pkill ps python python3 pwd rm sed service set sh shell sleep ssh su sudo system systemctl tail tar tftp top touch uname unset uptime useradd usermod w wc wget which who whoami xargs yum apt apt-get".split(
    " "
  )
);

/** A name that an account may have. */
const accountName = /^[\p{L}_][\p{L}\p{N}_.$-]{0,63}$/u;
const mailAddress = /^[\w.+-]{1,64}@[\w.-]{1,253}$/;

/** Undoes all that keeps an indicator from being clicked: also `name(at)host` and `name[@]host`. */
export function undefang(text: string): string {
  const trimmed = text.trim();
  // A longer text is prose or a payload, and stays as it is.
  if (trimmed.length > 2048) return trimmed;
  return refang(trimmed.replace(/\s?[[({](?:at|@)[\])}]\s?/gi, "@"));
}

/** `192.0.2.*` as the network that it means; null for anything else. */
function wildcardNetwork(text: string): string | null {
  const octets = /^(\d{1,3}(?:\.\d{1,3}){0,2})\.\*(?:\.\*)*$/.exec(text)?.[1]?.split(".");
  if (octets === undefined) return null;
  const address = [...octets, "0", "0", "0"].slice(0, 4).join(".");
  return `${address}/${8 * octets.length}`;
}

/** `22`, `:22`, `port 22`, `22/tcp`, `tcp/22` as a number in words; null for anything else. */
function readPort(text: string): string | null {
  const digits = /^(?:port\s+|:|(?:tcp|udp)\/)?(\d{1,5})(?:\/(?:tcp|udp))?$/i.exec(text)?.[1];
  return digits !== undefined && Number(digits) <= 65_535 ? String(Number(digits)) : null;
}

/** A text as a value of a type; null where it is none. */
export function readAsType(type: TermType, text: string): string | null {
  switch (type) {
    case "address": {
      const found = readAs("address", text);
      return found?.kind === "address" ? found.value : null;
    }
    case "network":
      return readNetwork(text);
    case "domain":
      return normaliseDomain(text);
    case "url":
      return readUrl(text);
    case "hash":
      return normaliseHash(text);
    case "ja3":
    case "hassh":
      return normaliseFingerprint(text);
    case "port":
      return readPort(text);
    default:
      return text === "" ? null : text;
  }
}

function readNetwork(text: string): string | null {
  const written = wildcardNetwork(text) ?? text;
  const network = normaliseNetwork(written);
  if (network === null) return null;
  return network.kind === "network"
    ? network.value
    : `${network.value}/${network.value.includes(":") ? 128 : 32}`;
}

/** A URL, or a host and a path without scheme. */
function readUrl(text: string): string | null {
  if (/\s/.test(text)) return null;
  if (text.includes("://")) return normaliseUrl(text);
  const url = text.includes(".") ? normaliseUrl(`http://${text}`) : null;
  return url !== null && hasHost(url) ? url : null;
}

/** Whether a text reads like something typed at a shell. */
function isCommand(text: string): boolean {
  const first = /^(?:sudo\s+)?([^\s;|&<>]+)/.exec(text)?.[1] ?? "";
  const name = first.slice(first.lastIndexOf("/") + 1);
  const goesOn = /[\s;|&<>]/.test(text);
  if (commandNames.has(name)) return goesOn || first.startsWith("/bin/") || first.startsWith("/usr/");
  if (goesOn && (/^\.{0,2}\//.test(first) || /&&|\|\||\s\|\s|>\s*\/|\$\(|`/.test(text))) return true;
  return [...text.matchAll(/;\s*([\w-]+)/g)].some(([, next = ""]) => commandNames.has(next));
}

/** A domain by its looks: its last label is letters, and it is no file's name. */
function looksLikeDomain(domain: string): boolean {
  const labels = domain.split(".");
  const last = labels.at(-1) ?? "";
  if (!/^(xn--[a-z0-9-]+|[a-z]{2,63})$/.test(last)) return false;
  return labels.length > 2 || !fileEndings.has(last);
}

/** The type that a text looks like. */
function typeOf(text: string, isUser: (name: string) => boolean): TermType {
  if (readPort(text) !== null) return "port";
  if (readNetwork(text) !== null) return "network";
  const known = /\s/.test(text) ? null : recognise(text);
  if (known !== null && known.kind !== "domain" && known.kind !== "url") return known.kind;
  if (known?.kind === "url" && (text.includes("://") || hasHost(known.value))) return "url";
  if (mailAddress.test(text) || ((accountName.test(text) || known !== null) && isUser(text))) return "user";
  if (known?.kind === "domain" && looksLikeDomain(known.value)) return "domain";
  return isCommand(text) ? "command" : "text";
}

/** Whether what stands before a URL's path is an address, or a domain by its looks. */
function hasHost(url: string): boolean {
  const host = hostOf(url);
  return normaliseAddress(host) !== null || looksLikeDomain(host);
}

/**
 * What a text is. Never throws: what is nothing else is free text.
 * @param isUser whether the data have an account of this name, which no name tells by its looks
 * @returns null for a text of nothing but white space
 */
export function recogniseTerm(written: string, isUser: (name: string) => boolean = () => false): Term | null {
  const trimmed = written.trim();
  const named = /^(\w{2,8}):(.*)$/s.exec(trimmed);
  const wanted = Object.hasOwn(typeWords, named?.[1]?.toLowerCase() ?? "")
    ? typeWords[named?.[1]?.toLowerCase() ?? ""]
    : undefined;
  if (wanted !== undefined) {
    const rest = named?.[2]?.trim() ?? "";
    const text = isWords(wanted) ? unquote(rest) : undefang(rest);
    const value = readAsType(wanted, text);
    if (value !== null) return {type: wanted, value, text, types: possibleTypes(text, isUser)};
  }
  const quoted = unquote(trimmed);
  if (quoted !== trimmed && quoted.trim() !== "")
    return {
      type: "text",
      value: quoted,
      text: quoted,
      types: ["text", ...without(possibleTypes(quoted, isUser), "text")]
    };
  const text = undefang(trimmed);
  if (text === "") return null;
  const [type = "text", ...others] = possibleTypes(text, isUser);
  return {type, value: readAsType(type, text) ?? text, text, types: [type, ...others]};
}

const isWords = (type: TermType): boolean => type === "user" || type === "command" || type === "text";
const without = (types: readonly TermType[], type: TermType) => types.filter(other => other !== type);

/** What stands between double quotes is meant as it stands. */
const unquote = (text: string): string => /^"(.*)"$/s.exec(text)?.[1] ?? text;

/** The types that a text can be read as, the one that it looks like first. */
function possibleTypes(text: string, isUser: (name: string) => boolean): TermType[] {
  const first = typeOf(text, isUser);
  return [first, ...termTypes.filter(type => type !== first && readAsType(type, text) !== null)];
}
