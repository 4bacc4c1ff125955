/** The events of a window in lanes: a day is a dot, a month or year a bar of its length, an open end an arrow, a
 *  doubt fades; labels never overlap, and what finds no room is counted. */

import { axis } from "./axis";
import { dayOf, type Span } from "./days";
import type { DrawnEvent, DrawnLane } from "./drawing";
import { type Box, Rows } from "./packing";
import { fitted, measurer, svg } from "./svg";

const ROW = 27;
const HEAD = 22;
const FOOT = 22;
/** Room for the counts of what lies beyond the edges. */
const EDGE = 22;
const ARROW = 26;
const LABEL_GAP = 7;
const LONGEST_LABEL = 300;
/** The id of the gradient for approximate dates. */
const FADE = "fade";

type Scale = (day: number) => number;

export interface LanesOptions {
  /** Rows at most, over all lanes; more would push the list out of sight. */
  rows: number;
  /** Events that lie beyond the edges and were not sent. */
  earlier: number;
  later: number;
  /** Called with the side when the count of events beyond an edge is chosen. */
  onBeyond?: (side: "before" | "after") => void;
}

/** Measuring is what drawing spends most on, and a text's width never changes while a page is open. */
const widths = new Map<string, number>();

/** Draws into `host`, and can be called again for every frame. Returns how many events of the window found no room. */
export function drawLanes(host: HTMLElement, lanes: DrawnLane[], span: Span, options: LanesOptions): number {
  const width = Math.max(200, host.clientWidth);
  const x: Scale = (day) => ((day - span.begin) / (span.end - span.begin)) * width;
  const [plain, bold] = [remembered(measurer(host), ""), remembered(measurer(host, 600), "b")];
  const each = Math.max(2, Math.floor(options.rows / Math.max(1, lanes.length)));
  const named = lanes.some((lane) => lane.label !== "");
  const parts: SVGElement[] = [];
  let top = 4;
  let crowded = 0;
  for (const lane of lanes) {
    if (named) {
      parts.push(heading(lane, top, width, plain));
      top += HEAD;
    }
    const rows = new Rows(each, 10);
    const marks = svg("g", { transform: `translate(0 ${top})` });
    for (const event of byWeight(lane.events)) {
      const shape = shapeOf(event, x);
      if (shape.right < 0 || shape.left > width) continue;
      const placed = place(event, shape, width, rows, event.sources > 1 ? bold : plain);
      if (placed) marks.append(placed);
      else crowded++;
    }
    parts.push(marks);
    top += Math.max(named ? 1 : 4, rows.used) * ROW;
  }
  const height = top + FOOT + 2 + (options.earlier || options.later ? EDGE : 0);
  const picture = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    fade(), svg("g", { class: "scene" }, axis(span, width, height, x), ...parts));
  const old = host.querySelector("svg");
  if (old) old.replaceWith(picture);
  else host.append(picture);
  edges(host, options);
  return crowded + lanes.reduce((more, lane) => more + Math.max(0, unsent(lane, span)), 0);
}

/** Moves what is drawn sideways by so many pixels, which costs next to nothing; what comes into sight is drawn later. */
export function shiftLanes(host: HTMLElement, pixels: number): void {
  host.querySelector(".scene")?.setAttribute("transform", `translate(${pixels} 0)`);
}

/** How many of the lane's events in the window the server left out. */
function unsent(lane: DrawnLane, span: Span): number {
  const sent = lane.events.filter((event) => dayOf((event.latest ?? event.earliest)!) >= span.begin
    && dayOf((event.earliest ?? event.latest)!) < span.end).length;
  return lane.count - sent;
}

function remembered(measure: (text: string) => number, key: string): (text: string) => number {
  return (text) => {
    const name = key + text;
    let width = widths.get(name);
    if (width === undefined) widths.set(name, width = measure(text));
    return width;
  };
}

function heading(lane: DrawnLane, top: number, width: number, measure: (text: string) => number): SVGElement {
  const label = fitted(lane.label || "everything else", width * 0.6, measure);
  const text = svg("text", { x: 0, y: top + 15, class: "lane-name" }, label,
    svg("tspan", { dx: 8, class: "n" }, `${lane.approximate ? "≈ " : ""}${lane.count.toLocaleString("en")}`));
  const line = svg("line", { x1: 0, x2: width, y1: top + 0.5, y2: top + 0.5 });
  return svg("g", { class: "lane-head" }, line,
    lane.href ? svg("a", { href: lane.href, tabindex: -1 }, svg("title", {}, `Only ${lane.label}`), text) : text);
}

/** What an approximate date is filled with: surest in the middle, gone at its ends. */
function fade(): SVGElement {
  const stop = (offset: string, opacity: number): SVGElement =>
    svg("stop", { offset, "stop-color": "currentColor", "stop-opacity": opacity });
  return svg("defs", {}, svg("linearGradient", { id: FADE }, stop("0", 0.04), stop("0.3", 0.45), stop("0.7", 0.45),
    stop("1", 0.04)));
}

/** The well attested first, then the salient: they get the labels when room is short. */
function byWeight(events: DrawnEvent[]): DrawnEvent[] {
  return events.map((event, order) => ({ event, order }))
    .sort((a, b) => b.event.sources - a.event.sources || b.event.salience - a.event.salience || a.order - b.order)
    .map(({ event }) => event);
}

interface Shape extends Box {
  kind: "day" | "span" | "until" | "since";
  fades: boolean;
}

function shapeOf(event: DrawnEvent, x: Scale): Shape {
  const begin = event.earliest === null ? null : dayOf(event.earliest);
  const end = event.latest === null ? null : dayOf(event.latest) + 1;
  if (begin === null) {
    const at = x(end! - 0.5);
    return { kind: "until", left: at - ARROW, right: at + 5, fades: false };
  }
  if (end === null) {
    const at = x(begin + 0.5);
    return { kind: "since", left: at - 5, right: at + ARROW, fades: false };
  }
  if (end - begin === 1) {
    const at = x(begin + 0.5);
    return { kind: "day", left: at - 6, right: at + 6, fades: false };
  }
  const [left, right] = [x(begin), x(end)];
  const short = Math.max(0, 10 - (right - left)) / 2;
  return { kind: "span", left: left - short, right: right + short, fades: isDoubt(event) };
}

/** Whether the interval is a doubt (some day in it) rather than a stretch of the calendar that was named. */
function isDoubt(event: DrawnEvent): boolean {
  return event.granularity === null || ["vague", "day", "time", "part-of-day"].includes(event.granularity);
}

/** The mark with its label where there is room, alone where there is not, null where even that does not fit. */
function place(event: DrawnEvent, shape: Shape, width: number, rows: Rows,
               measure: (text: string) => number): SVGAElement | null {
  const [left, right] = [Math.max(shape.left, 0), Math.min(shape.right, width)];
  const label = fitted(event.label, Math.min(LONGEST_LABEL, width * 0.55), measure);
  const room = measure(label) + LABEL_GAP;
  const toTheRight = right + room <= width;
  const labelled = toTheRight ? { left, right: right + room } : { left: left - room, right };
  const row = labelled.left >= 0 ? rows.place(labelled) : null;
  if (row !== null) {
    const text = svg("text", { x: toTheRight ? right + LABEL_GAP : left - LABEL_GAP, y: 5,
                               "text-anchor": toTheRight ? undefined : "end" }, label);
    return link(event, row, figure(event, shape, left, right), text);
  }
  const bare = rows.place({ left, right });
  return bare === null ? null : link(event, bare, figure(event, shape, left, right));
}

function link(event: DrawnEvent, row: number, ...parts: Node[]): SVGAElement {
  const flags = [`mark-${event.certainty}`, event.disputed && "mark-disputed", event.sources > 1 && "mark-shared",
                 event.negative && "mark-denied"];
  const voice = event.sources > 1 ? ` – ${event.sources} independent sources` : "";
  const told = event.reported ? ` (first told ${event.reported})` : "";
  return svg("a", { href: event.href, tabindex: -1, "data-event": event.id,
                    class: ["mark", ...flags.filter(Boolean)].join(" "),
                    transform: `translate(0 ${row * ROW + ROW / 2})` },
    svg("title", {}, `${event.date}: ${event.label}${voice}${told}`), ...parts);
}

function figure(event: DrawnEvent, shape: Shape, left: number, right: number): SVGGElement {
  const size = event.sources > 1 ? 6 : 4.5;
  const group = svg("g", { class: "figure" });
  if (shape.kind === "span") {
    group.append(svg("rect", { x: left, y: -4, width: Math.max(2, right - left), height: 8, rx: 4,
                               class: shape.fades ? "span fades" : "span",
                               fill: shape.fades ? `url(#${FADE})` : undefined }));
  } else if (shape.kind === "day") {
    group.append(svg("circle", { cx: (shape.left + shape.right) / 2, cy: 0, r: size }));
  } else {
    const at = shape.kind === "until" ? shape.right - 5 : shape.left + 5;
    const tip = shape.kind === "until" ? at - ARROW + 5 : at + ARROW - 5;
    const back = shape.kind === "until" ? 5 : -5;
    group.append(svg("path", { class: "open", d: `M${at} 0H${tip}m${back} -4l${-back} 4l${back} 4` }),
      svg("circle", { cx: at, cy: 0, r: size - 0.5 }));
  }
  return group;
}

/** The buttons that lead to what lies beyond; they stay the same elements, so that they keep the focus. */
function edges(host: HTMLElement, options: LanesOptions): void {
  for (const [side, count, text] of [["before", options.earlier, `‹ ${options.earlier.toLocaleString("en")} earlier`],
                                     ["after", options.later, `${options.later.toLocaleString("en")} later ›`]] as const) {
    let button = host.querySelector<HTMLButtonElement>(`.beyond-${side}`);
    if (!count || !options.onBeyond) {
      button?.remove();
      continue;
    }
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.className = `beyond beyond-${side}`;
      button.addEventListener("click", () => options.onBeyond?.(side));
      host.append(button);
    }
    button.textContent = text;
  }
}
