/** The timeline page: every choice becomes an address, and the page of that address takes the place of this one
 *  without a reload. The server alone writes the list. */

import { showCharts } from "./charts";
import { readDrawing } from "./drawing";
import { showSlider } from "./known";
import { point } from "./stepping";

/** How long typing must rest before it searches. */
const TYPING = 300;

export function startTimeline(): void {
  const form = document.querySelector<HTMLFormElement>("form.search");
  if (!form) return;
  form.classList.add("live"); // every change shows at once: small screens do without the button
  let stop = draw();
  let loading: AbortController | undefined;
  let typing: ReturnType<typeof setTimeout> | undefined;

  async function go(address: URL, history: "push" | "replace" | "none"): Promise<void> {
    loading?.abort();
    loading = new AbortController();
    try {
      const response = await fetch(address, { headers: { Accept: "text/html" }, signal: loading.signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const view = page.querySelector("#view");
      if (!response.ok || !view) throw new Error(String(response.status));
      if (history === "push") window.history.pushState(null, "", address);
      if (history === "replace") window.history.replaceState(null, "", address);
      const focused = document.activeElement?.matches("[data-lanes]");
      stop();
      document.querySelector("#view")!.replaceWith(view);
      document.title = page.title;
      takeOver(form!, page.querySelector("form.search")!);
      stop = draw();
      if (focused) document.querySelector<HTMLElement>("[data-lanes]")?.focus({ preventScroll: true });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) window.location.assign(address);
    }
  }

  function draw(): () => void {
    const drawing = readDrawing(document);
    if (drawing) showSlider(form!, drawing.reports);
    return drawing ? showCharts(document, drawing, choose) : () => undefined;
  }

  function choose(from: string, to: string): void {
    const address = new URL(window.location.href);
    address.searchParams.set("from", from);
    address.searchParams.set("to", to);
    address.searchParams.delete("offset");
    void go(address, "push");
  }

  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("#view a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const address = new URL(link.getAttribute("href")!, location.href); // of SVG links, href is no string
    if (address.origin !== location.origin || address.pathname !== location.pathname) return;
    event.preventDefault();
    void go(address, "push");
    if (link.closest(".turn")) window.scrollTo({ top: 0 });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    void go(addressOf(form), "push");
  });
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "search") return;
    void go(addressOf(form), "push");
  });
  form.querySelector("input[type=search]")?.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => void go(addressOf(form), "replace"), TYPING);
  });
  window.addEventListener("popstate", () => void go(new URL(location.href), "none"));
  pointOut();
}

/** The address that the form asks for, without its empty fields. */
function addressOf(form: HTMLFormElement): URL {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value) address.searchParams.append(name, value);
  }
  return address;
}

/** Makes the form say what the new page's form says, but never takes a word from under someone who types. */
function takeOver(form: HTMLFormElement, other: HTMLFormElement): void {
  for (const input of form.querySelectorAll("input")) {
    if (input.type === "hidden") { input.remove(); continue; }
    const twin = other.querySelector<HTMLInputElement>(`input[name="${input.name}"]`);
    if (!twin || input === document.activeElement) continue;
    if (input.type === "checkbox") input.checked = twin.checked;
    else input.value = twin.value;
  }
  for (const select of form.querySelectorAll("select")) {
    const twin = other.querySelector<HTMLSelectElement>(`select[name="${select.name}"]`);
    if (twin && select !== document.activeElement) select.value = twin.value;
  }
  form.append(...other.querySelectorAll("input[type=hidden]"));
}

/** Whether a person goes through the lanes by key: a pointer that rests elsewhere then takes nothing away. */
function stepping(): boolean {
  return document.activeElement?.matches("[data-lanes]") ?? false;
}

/** An event that is pointed at in the list is pointed out in the lanes, and the other way round. */
function pointOut(): void {
  document.addEventListener("pointerover", (event) => {
    const id = (event.target as Element).closest<HTMLElement>("[data-event]")?.getAttribute("data-event");
    if (id || !stepping()) point(id);
  });
}
