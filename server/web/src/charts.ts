/** The two charts of a page and the window they share. */

import { DAY, dayOf, densest, isoOf, moved, scaled, type Span } from "./days";
import type { DrawnEvent, Drawing } from "./drawing";
import { drawLanes } from "./lanes";
import { drag, drawOverview, type Overview } from "./overview";

/** The share of the events that a page shows at first when no window was asked for. */
const FOCUS = 0.8;
const DAY_NAME = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
/** How long a window must rest before the list follows it. */
const REST = 350;

export type ChooseWindow = (from: string, to: string) => void;

/** Draws the charts of `root` and lets people move the window; `choose` is called once a window was chosen. Without
 *  `choose` the charts stand still. Returns what stops them. */
export function showCharts(root: ParentNode, drawing: Drawing, choose?: ChooseWindow): () => void {
  const frame = root.querySelector<HTMLElement>("[data-charts]");
  const lanes = root.querySelector<HTMLElement>("[data-lanes]");
  if (!frame || !lanes || (drawing.events.length === 0 && !drawing.overview?.bins.length)) return () => undefined;
  frame.hidden = false;
  let span = windowOf(drawing);
  let overview: Overview | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const stop = new AbortController();

  const say = (name: string, text: string): void => {
    const place = frame.querySelector(`[data-${name}]`);
    if (place) place.textContent = text;
  };
  const redraw = (): void => {
    const crowded = drawLanes(lanes, drawing.events, span, {
      rows: lanes.clientWidth < 600 ? 9 : 13,
      onBeyond: () => go(wholeOf(drawing.events), false),
    });
    say("shown", `${DAY_NAME.format(span.begin * DAY)} – ${DAY_NAME.format((span.end - 0.01) * DAY)}`);
    say("crowded", crowded ? `+${crowded} that find no room` : "");
  };
  const go = (next: Span, final: boolean): void => {
    span = next;
    overview?.show(span);
    redraw();
    clearTimeout(rest);
    if (choose && final) rest = setTimeout(() => choose(isoOf(span.begin), isoOf(span.end - 0.01)), REST);
  };
  const all = (): void => {
    const host = root.querySelector<HTMLElement>("[data-overview]");
    if (host && drawing.overview?.bins.length) {
      overview = drawOverview(host, drawing.overview.bins, span, (next, final) => {
        span = next;
        redraw();
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
  });
  sized.observe(frame);
  if (choose) listen(frame, lanes, () => span, go, stop.signal);
  return () => {
    clearTimeout(rest);
    sized.disconnect();
    stop.abort();
  };
}

function listen(frame: HTMLElement, lanes: HTMLElement, span: () => Span, go: (next: Span, final: boolean) => void,
                signal: AbortSignal): void {
  const moves: Record<string, () => Span> = {
    earlier: () => moved(span(), -0.5), later: () => moved(span(), 0.5),
    in: () => scaled(span(), 0.5), out: () => scaled(span(), 2),
  };
  const keys: Record<string, string> = { ArrowLeft: "earlier", ArrowRight: "later", "+": "in", "=": "in", "-": "out" };
  frame.addEventListener("click", (event) => {
    const name = (event.target as Element).closest<HTMLElement>("[data-move]")?.dataset["move"];
    const move = name && moves[name];
    if (move) go(move(), true);
  }, { signal });
  lanes.tabIndex = 0;
  lanes.setAttribute("role", "group");
  lanes.setAttribute("aria-label", "Events in time; arrow keys move, plus and minus change the width. " +
    "The list below has the same events.");
  lanes.addEventListener("keydown", (event) => {
    const name = keys[event.key];
    const move = name && !event.ctrlKey && !event.metaKey && !event.altKey && moves[name];
    if (!move) return;
    event.preventDefault();
    go(move(), true);
  }, { signal });
  lanes.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    const { begin, end } = span();
    const at = begin + ((event.clientX - lanes.getBoundingClientRect().left) / lanes.clientWidth) * (end - begin);
    go(event.ctrlKey ? scaled(span(), Math.exp(event.deltaY * 0.004), at)
      : moved(span(), event.deltaX / lanes.clientWidth), true);
  }, { signal, passive: false });
  let dragged = false;
  drag(lanes, (begin) => {
    const start = span();
    dragged = false;
    return (now, final) => {
      dragged = true;
      go(moved(start, (begin - now) / lanes.clientWidth), final);
    };
  });
  lanes.addEventListener("click", (event) => {
    if (dragged) event.preventDefault();
    dragged = false;
  }, { signal, capture: true });
}

/** The window asked for; where none was, the densest part of the events. */
function windowOf(drawing: Drawing): Span {
  const whole = wholeOf(drawing.events);
  const { from, to } = drawing.window;
  if (from || to) {
    const begin = from ? dayOf(from) : Math.min(whole.begin, dayOf(to!) - 1);
    const end = to ? dayOf(to) + 1 : Math.max(whole.end, dayOf(from!) + 2);
    return { begin, end };
  }
  return densest(drawing.events.map((event) => dayOf((event.earliest ?? event.latest)!)), FOCUS) ?? whole;
}

function wholeOf(events: DrawnEvent[]): Span {
  const days = events.flatMap((event) => [event.earliest, event.latest].filter((day) => day !== null).map(dayOf));
  if (!days.length) return { begin: dayOf("2000-01-01"), end: dayOf("2001-01-01") };
  const [begin, end] = [Math.min(...days), Math.max(...days) + 1];
  const air = Math.max(1, (end - begin) * 0.03);
  return { begin: begin - air, end: end + air };
}
