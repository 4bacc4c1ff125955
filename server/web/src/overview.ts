/** The histogram of all of time, always in sight, and the window on it: draw one, move it, pull its edges. */

import { axis } from "./axis";
import { dayOf, type Span } from "./days";
import type { DrawnBin } from "./drawing";
import { svg } from "./svg";

const HEIGHT = 84;
const FOOT = 18;
const EDGE = 8;

export interface Overview {
  /** Shows another window without telling anyone. */
  show(window: Span): void;
}

/** Draws the histogram into `host`. `onChange` is called with a window while it is drawn (`final` false) and once
 *  it is. */
export function drawOverview(host: HTMLElement, bins: DrawnBin[], window: Span,
                             onChange: (window: Span, final: boolean) => void): Overview {
  const width = Math.max(200, host.clientWidth);
  const whole = wholeOf(bins, window);
  const x = (day: number): number => ((day - whole.begin) / (whole.end - whole.begin)) * width;
  const dayAt = (at: number): number => whole.begin + (at / width) * (whole.end - whole.begin);
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const room = HEIGHT - FOOT - 12;
  const bars = svg("g", { class: "bars" });
  for (const bin of bins) {
    const [left, right] = [x(dayOf(bin.begin)), x(dayOf(bin.end) + 1)];
    const tall = Math.max(3, (bin.count / most) * room);
    bars.append(svg("rect", { x: left + (right - left > 4 ? 0.75 : 0), y: HEIGHT - FOOT - tall,
                              width: Math.max(1.5, right - left - (right - left > 4 ? 1.5 : 0)), height: tall },
      svg("title", {}, `${bin.begin === bin.end ? bin.begin : `${bin.begin} – ${bin.end}`}: ${bin.count}`)));
  }
  const brush = svg("g", { class: "brush" });
  const picture = svg("svg", { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, "aria-hidden": "true" },
    axis(whole, width, HEIGHT, x), bars, brush);
  host.replaceChildren(picture);

  let shown = window;
  const show = (next: Span): void => {
    shown = next;
    const left = Math.min(Math.max(0, x(next.begin)), width - 4);
    const right = Math.max(Math.min(width, x(next.end)), left + 4);
    brush.replaceChildren(
      svg("rect", { class: "outside", x: 0, y: 0, width: left, height: HEIGHT - FOOT }),
      svg("rect", { class: "outside", x: right, y: 0, width: width - right, height: HEIGHT - FOOT }),
      svg("rect", { class: "inside", x: left, y: 0.5, width: right - left, height: HEIGHT - FOOT - 1, rx: 2 }),
      ...[left, right].map((at) => svg("rect", { class: "handle", x: at - 2, y: 18, width: 4, height: 30, rx: 2 })));
  };
  show(window);
  drag(picture, (begin) => {
    const edges = { begin: x(shown.begin), end: x(shown.end) };
    const start = shown;
    const grip = Math.abs(begin - edges.begin) < EDGE ? "begin" : Math.abs(begin - edges.end) < EDGE ? "end"
      : begin > edges.begin && begin < edges.end ? "move" : "new";
    return (now, final) => {
      const by = dayAt(now) - dayAt(begin);
      const [a, b] = grip === "move" ? [start.begin + by, start.end + by]
        : grip === "begin" ? [start.begin + by, start.end]
        : grip === "end" ? [start.begin, start.end + by] : [dayAt(begin), dayAt(now)];
      const next = { begin: Math.floor(Math.min(a, b)), end: Math.ceil(Math.max(a, b)) };
      show(next);
      onChange(next, final);
    };
  });
  return { show };
}

/** All that the bins cover, with a little air, and the window with it. */
export function wholeOf(bins: DrawnBin[], window: Span): Span {
  const first = bins[0];
  const last = bins[bins.length - 1];
  if (!first || !last) return window;
  const [begin, end] = [dayOf(first.begin), dayOf(last.end) + 1];
  const air = Math.max(1, (end - begin) * 0.01);
  return { begin: begin - air, end: end + air };
}

/** How far a pointer goes before it drags rather than clicks. */
const SLACK = 3;

/** Follows a pointer over an element: `start` gets where it went down and gives what hears where it is, from the
 *  moment that it really moves. The pointer is only captured then, so that a click still reaches a link. */
export function drag(element: Element, start: (x: number) => (x: number, final: boolean) => void): void {
  const at = (event: PointerEvent): number => event.clientX - element.getBoundingClientRect().left;
  element.addEventListener("pointerdown", (down) => {
    if (!(down instanceof PointerEvent) || down.button !== 0) return;
    const begin = at(down);
    const move = start(begin);
    const listening = new AbortController();
    let moving = false;
    const follow = (event: Event): void => {
      const now = at(event as PointerEvent);
      if (!moving && Math.abs(now - begin) < SLACK) return;
      if (!moving) element.setPointerCapture(down.pointerId);
      moving = true;
      move(now, false);
    };
    const end = (event: Event): void => {
      listening.abort();
      if (moving) move(at(event as PointerEvent), event.type === "pointerup");
    };
    element.addEventListener("pointermove", follow, { signal: listening.signal });
    element.addEventListener("pointerup", end, { signal: listening.signal });
    element.addEventListener("pointercancel", end, { signal: listening.signal });
    element.addEventListener("pointerleave", (event) => { if (!moving) end(event); }, { signal: listening.signal });
  });
}
