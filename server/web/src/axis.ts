/** The ticks of a window and their words: years, months or days, whatever fits. */

import { utcMonth, utcTicks, utcYear } from "d3-time";
import { DAY, type Span } from "./days";
import { svg } from "./svg";

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });

export interface Tick {
  day: number;
  label: string;
  /** Begins a year (or a month, where the ticks are days). */
  major: boolean;
}

export function ticks(span: Span, count: number): Tick[] {
  const found = utcTicks(new Date(span.begin * DAY), new Date(span.end * DAY), Math.max(1, count))
    .filter((date) => date.getTime() % DAY === 0);
  return found.map((date) => ({ day: date.getTime() / DAY, ...words(date) }));
}

function words(date: Date): { label: string; major: boolean } {
  const year = String(date.getUTCFullYear());
  if (utcYear(date) >= date) return { label: year, major: true };
  if (utcMonth(date) >= date) return { label: MONTH.format(date), major: true };
  return { label: `${date.getUTCDate()} ${MONTH.format(date)}`, major: false };
}

/** Grid lines with their words at the foot. `x` places a day; labels that would touch are left out. */
export function axis(span: Span, width: number, height: number, x: (day: number) => number): SVGGElement {
  const group = svg("g", { class: "axis" });
  let free = 0;
  for (const tick of ticks(span, width / 90)) {
    const at = x(tick.day);
    group.append(svg("line", { x1: at, x2: at, y1: 0, y2: height, class: tick.major ? "major" : undefined }));
    const room = tick.label.length * 7 + 6;
    if (at < free || at + room > width) continue;
    group.append(svg("text", { x: at + 3, y: height - 4, class: tick.major ? "major" : undefined }, tick.label));
    free = at + room;
  }
  return group;
}
