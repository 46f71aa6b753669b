/** Tells other tabs of this site that a workspace was forgotten: a duplicated tab shows the same one. */
const channelName = "flowbook-workspace";

export function tellForgotten(key: string): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage({forgotten: key});
  channel.close();
}

export function onForgotten(key: string, act: () => void): void {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener("message", ({data}: MessageEvent<unknown>) => {
    if (typeof data === "object" && data !== null && "forgotten" in data && data.forgotten === key) act();
  });
}
