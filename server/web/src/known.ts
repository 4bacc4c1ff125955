/** The slider beside the field "as known on": pull it through the days on which something was first reported. */

import { dayOf, isoOf } from "./days";

/** Puts the slider beside the date field, or brings the one that is there up to date. */
export function showSlider(form: HTMLFormElement, reports: { from: string; to: string } | null): void {
  const field = form.querySelector<HTMLInputElement>("input[name=known]");
  if (!field || !reports) return;
  let slider = form.querySelector<HTMLInputElement>("input[type=range]");
  if (!slider) {
    slider = document.createElement("input");
    slider.type = "range";
    slider.setAttribute("aria-label", "As known on: the day up to which reports count");
    field.closest("label")!.after(slider);
    const pulled = slider;
    pulled.addEventListener("input", () => {
      field.value = Number(pulled.value) >= Number(pulled.max) ? "" : isoOf(Number(pulled.value));
      pulled.setAttribute("aria-valuetext", field.value || "now");
    });
  }
  slider.min = String(dayOf(reports.from));
  slider.max = String(dayOf(reports.to));
  slider.value = field.value ? String(dayOf(field.value)) : slider.max;
  slider.setAttribute("aria-valuetext", field.value || "now");
}
