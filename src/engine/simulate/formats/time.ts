const dayLength = 86_400_000;
const twoDigits = Array.from({length: 60}, (_, n) => String(n).padStart(2, "0"));
let datedDay = Number.NaN;
let date = "";

/**
 * "2026-03-02T10:23:45.123456", in UTC or, with an offset, on that offset's wall clock.
 * Several times a record, so the date is remembered from call to call.
 *
 * @param time milliseconds in UTC; the fraction becomes microseconds
 * @param offset milliseconds to add for the wall clock
 */
export function isoMicroseconds(time: number, offset = 0): string {
  const wall = time + offset;
  const day = Math.floor(wall / dayLength);
  if (day !== datedDay) {
    datedDay = day;
    date = new Date(day * dayLength).toISOString().slice(0, 11);
  }
  const rest = wall - day * dayLength;
  const seconds = Math.floor(rest / 1000);
  const micro = Math.floor((rest - seconds * 1000) * 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${date}${twoDigits[h]}:${twoDigits[m]}:${twoDigits[s]}.${String(micro).padStart(6, "0")}`;
}

/** "+00:00" or "-05:00". */
export function isoOffset(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** "3/2/2026 10:23": month first, no seconds, no zone. */
export function minutesOnly(time: number, offset: number): string {
  const local = new Date(time + offset);
  const clock = `${local.getUTCHours()}:${String(local.getUTCMinutes()).padStart(2, "0")}`;
  return `${local.getUTCMonth() + 1}/${local.getUTCDate()}/${local.getUTCFullYear()} ${clock}`;
}
