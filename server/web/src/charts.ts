/** The charts of a page and the window they share. */

import { DAY, dayOf, isoOf, moved, scaled, type Span } from "./days";
import type { Drawing } from "./drawing";
import { drawLanes, shiftLanes } from "./lanes";
import { drawMap } from "./map";
import { drag, drawOverview, type Overview, wholeOf } from "./overview";
import { pinch } from "./pinch";
import { open, step } from "./stepping";

const DAY_NAME = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
/** How long a window must rest before the list follows it. */
const REST = 350;
/** The share of a window's length that is added around it when it was not asked for in days. */
const AIR = 0.02;
/** The share of the width that a pan may move what is drawn before it is drawn anew. */
const SHIFT = 0.04;

export type ChooseWindow = (from: string, to: string) => void;

/** Draws the charts of `root` and lets people move the window; `choose` is called once a window was chosen. Without
 *  `choose` the charts stand still. Returns what stops them. */
export function showCharts(root: ParentNode, drawing: Drawing, choose?: ChooseWindow): () => void {
  const map = root.querySelector<HTMLElement>("[data-map]");
  if (map) void drawMap(map, drawing.spots);
  const frame = root.querySelector<HTMLElement>("[data-charts]");
  const lanes = root.querySelector<HTMLElement>("[data-lanes]");
  const window = windowOf(drawing);
  if (!frame || !lanes || !window) return () => undefined;
  frame.hidden = false;
  let span: Span = window;
  let overview: Overview | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let frameAsked = 0;
  const stop = new AbortController();

  const say = (name: string, text: string): void => {
    const place = frame.querySelector(`[data-${name}]`);
    if (place) place.textContent = text;
  };
  let drawn: Span | null = null;
  const frameDue = (): void => {
    frameAsked = 0;
    const length = span.end - span.begin;
    const share = drawn && Math.abs(drawn.end - drawn.begin - length) < 1e-6 ? (drawn.begin - span.begin) / length : 1;
    if (Math.abs(share) > SHIFT) return redraw();
    shiftLanes(lanes, share * lanes.clientWidth);
    sayWindow();
  };
  const sayWindow = (): void =>
    say("shown", `${DAY_NAME.format(span.begin * DAY)} – ${DAY_NAME.format((span.end - 0.01) * DAY)}`);
  const redraw = (): void => {
    drawn = span;
    const crowded = drawLanes(lanes, drawing.lanes, span, {
      rows: lanes.clientWidth < 600 ? 10 : 14, earlier: drawing.earlier, later: drawing.later,
      ...(choose && { onBeyond: (side) => go(moved(span, side === "before" ? -1 : 1), true) }),
    });
    sayWindow();
    say("crowded", crowded > 0 ? `+${crowded.toLocaleString("en")} that find no room` : "");
  };
  const soon = (): void => { frameAsked ||= requestAnimationFrame(frameDue); };
  const go = (next: Span, final: boolean): void => {
    span = next;
    overview?.show(span);
    if (final) drawn = null;
    soon();
    clearTimeout(rest);
    if (choose && final) rest = setTimeout(() => choose(isoOf(span.begin), isoOf(span.end - 0.01)), REST);
  };
  const all = (): void => {
    const host = root.querySelector<HTMLElement>("[data-overview]");
    if (host && drawing.overview?.bins.length) {
      overview = drawOverview(host, drawing.overview.bins, span, (next, final) => {
        span = next;
        soon();
        if (final) go(next, true);
      });
    }
    redraw();
  };
  all();
  let width = frame.clientWidth;
  const sized = new ResizeObserver(() => {
    if (frame.clientWidth === width) return; // only taller: drawing anew would take the brush from under a pointer
    width = frame.clientWidth;
    all();
    if (map) void drawMap(map, drawing.spots);
  });
  sized.observe(frame);
  if (choose) listen(frame, lanes, () => span, wholeOf(drawing.overview?.bins ?? [], window), go, stop.signal);
  return () => {
    clearTimeout(rest);
    cancelAnimationFrame(frameAsked);
    sized.disconnect();
    stop.abort();
  };
}

function listen(frame: HTMLElement, lanes: HTMLElement, span: () => Span, whole: Span,
                go: (next: Span, final: boolean) => void, signal: AbortSignal): void {
  const moves: Record<string, () => Span> = {
    earlier: () => moved(span(), -0.5), later: () => moved(span(), 0.5),
    in: () => scaled(span(), 0.5), out: () => scaled(span(), 2), all: () => whole,
  };
  const keys: Record<string, string> = { ArrowLeft: "earlier", ArrowRight: "later", "+": "in", "=": "in", "-": "out",
                                         "0": "all" };
  const steps: Record<string, 1 | -1> = { n: 1, p: -1 };
  const pointed = frame.querySelector("[data-pointed]");
  frame.addEventListener("click", (event) => {
    const name = (event.target as Element).closest<HTMLElement>("[data-move]")?.dataset["move"];
    const move = name && moves[name];
    if (move) go(move(), true);
  }, { signal });
  lanes.tabIndex = 0;
  lanes.setAttribute("role", "group");
  lanes.setAttribute("aria-label", "Events in time; arrow keys move, plus and minus change the width, 0 shows " +
    "all; n and p go from event to event, Enter opens one. The list below has the same events.");
  lanes.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== lanes) return;
    const by = steps[event.key];
    if (by) step(lanes, by, (text) => { if (pointed) pointed.textContent = text; });
    if (event.key === "Enter") open(lanes);
    const name = keys[event.key];
    const move = name && moves[name];
    if (!move) return;
    event.preventDefault();
    go(move(), true);
  }, { signal });
  lanes.addEventListener("blur", () => { if (pointed) pointed.textContent = ""; }, { signal });
  lanes.addEventListener("dblclick", (event) => {
    if (!(event.target as Element).closest("a, button")) go(scaled(span(), 0.5, dayAt(event.clientX, span())), true);
  }, { signal });
  const dayAt = (x: number, within: Span): number =>
    within.begin + ((x - lanes.getBoundingClientRect().left) / lanes.clientWidth) * (within.end - within.begin);
  lanes.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    go(event.ctrlKey ? scaled(span(), Math.exp(event.deltaY * 0.004), dayAt(event.clientX, span()))
      : moved(span(), event.deltaX / lanes.clientWidth), true);
  }, { signal, passive: false });
  let dragged = false;
  const pinching = pinch(lanes, signal, (middle) => {
    const start = span();
    const around = dayAt(middle, start);
    return (factor, final) => go(scaled(start, 1 / factor, around), final);
  });
  drag(lanes, (begin) => {
    const start = span();
    dragged = false;
    return (now, final) => {
      dragged = true;
      if (!pinching()) go(moved(start, (begin - now) / lanes.clientWidth), final);
    };
  });
  lanes.addEventListener("click", (event) => {
    if (dragged) event.preventDefault();
    dragged = false;
  }, { signal, capture: true });
}

/** The window to show: to the day where it was asked for, else with a little air. */
function windowOf(drawing: Drawing): Span | null {
  const { from, to } = drawing.window;
  if (!from || !to) return null;
  const span = { begin: dayOf(from), end: dayOf(to) + 1 };
  if (drawing.asked) return span;
  const air = Math.max(1, (span.end - span.begin) * AIR);
  return { begin: span.begin - air, end: span.end + air };
}
