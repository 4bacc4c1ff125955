/** From event to event by key: the marks that are drawn in order of time, one of them pointed out and read aloud. */

/** Steps to the mark after (`by` 1) or before (-1) the one pointed out; `say` shows and speaks what it is. At the ends
 *  it stays. */
export function step(lanes: Element, by: 1 | -1, say: (text: string) => void): void {
  const marks = [...lanes.querySelectorAll<SVGAElement>("a.mark")]
    .map((mark) => ({ mark, at: mark.querySelector(".figure")!.getBoundingClientRect() }))
    .sort((a, b) => a.at.left + a.at.width / 2 - b.at.left - b.at.width / 2 || a.at.top - b.at.top)
    .map(({ mark }) => mark);
  if (!marks.length) return;
  const here = marks.findIndex((mark) => mark.classList.contains("pointed"));
  const next = marks[here < 0 ? (by > 0 ? 0 : marks.length - 1) : Math.min(Math.max(here + by, 0), marks.length - 1)]!;
  point(next.dataset["event"]!);
  say(next.querySelector("title")?.textContent ?? "");
}

/** Follows the mark that is pointed out, as a click would: in a frame it opens beside the page. */
export function open(lanes: Element): void {
  lanes.querySelector("a.mark.pointed")?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
}

/** Points an event out wherever it stands on the page, and no other. */
export function point(id: string | null | undefined): void {
  for (const old of document.querySelectorAll(".pointed")) old.classList.remove("pointed");
  if (!id) return;
  for (const each of document.querySelectorAll(`[data-event="${CSS.escape(id)}"]`)) each.classList.add("pointed");
}
