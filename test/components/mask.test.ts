import {afterEach, describe, expect, it, vi} from "vitest";
import {isCampusAddress, maskAddress, maskAddresses} from "../../src/components/mask.js";
import {currentName} from "../../src/workspace/current.js";

const recorded = {origin: "recorded", prefixes: ["192.0.2.0/24", "2001:db8::/32"]} as const;

describe("campus addresses", () => {
  it("are private ones, and those in the campus's prefixes", () => {
    for (const address of ["10.1.2.3", "172.16.0.1", "192.168.1.1", "fd00::1", "192.0.2.7", "2001:db8::7"]) {
      expect(isCampusAddress(address, recorded), address).toBe(true);
    }
    for (const address of ["198.51.100.1", "2001:db9::1", "host.example", ""]) {
      expect(isCampusAddress(address, recorded), address).toBe(false);
    }
  });

  it("keep their last part only", () => {
    expect(maskAddress("192.0.2.57", recorded)).toBe("•••.57");
    expect(maskAddress("2001:db8::1f", recorded)).toBe("•••:1f");
    expect(maskAddress("198.51.100.57", recorded)).toBe("198.51.100.57");
  });

  it("are shown as they are over simulated data", () => {
    expect(maskAddress("192.0.2.57", {...recorded, origin: "simulated"})).toBe("192.0.2.57");
  });

  it("are found inside an original line", () => {
    expect(maskAddresses('{"src_ip":"198.51.100.9","dst_ip":"10.0.0.5","v6":"2001:db8::9"}', recorded)).toBe(
      '{"src_ip":"198.51.100.9","dst_ip":"•••.5","v6":"•••:9"}'
    );
    expect(maskAddresses("at 2026-03-02T14:00:01 from 10.0.0.5:22, version 1.2.3.4.5", recorded)).toBe(
      "at 2026-03-02T14:00:01 from •••.5:22, version 1.2.3.4.5"
    );
  });
});

describe("campus addresses at first", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  /** What a page shows of an address that was opened with this in the tab's storage. */
  async function opened(storage: Readonly<Record<string, string>>): Promise<string> {
    vi.stubGlobal("sessionStorage", {getItem: (name: string) => storage[name] ?? null});
    vi.resetModules();
    const mask = await import("../../src/components/mask.js");
    return mask.maskAddress("192.0.2.57", recorded);
  }

  const choice = "flowbook-show-campus-addresses";
  const workspace = (shown: boolean) => ({[currentName]: JSON.stringify({key: "a".repeat(32), shown})});

  it("are hidden over published data, also where a reader has logs open but looks at the published ones", async () => {
    expect(await opened({})).toBe("•••.57");
    expect(await opened(workspace(false))).toBe("•••.57");
    expect(await opened({[choice]: "yes"})).toBe("192.0.2.57");
  });

  it("are shown over the reader's own logs until the reader hides them there", async () => {
    expect(await opened(workspace(true))).toBe("192.0.2.57");
    expect(await opened({...workspace(true), [choice]: "no"})).toBe("192.0.2.57");
    expect(await opened({...workspace(true), [`${choice}-own`]: "no"})).toBe("•••.57");
  });
});
