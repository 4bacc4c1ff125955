/** Light or dark: the system's choice, until a person makes another. It is a cookie, so that the server writes it into the
 *  page and no page flashes. */

const DARK = "(prefers-color-scheme: dark)";
const YEAR = 31_536_000;

export function startTheme(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-switch]");
  if (!button) return;
  const root = document.documentElement;
  const system = matchMedia(DARK);
  const dark = (): boolean => (root.dataset["theme"] ?? (system.matches ? "dark" : "light")) === "dark";
  const say = (): void => button.setAttribute("aria-pressed", String(dark()));
  button.addEventListener("click", () => {
    const wanted = dark() ? "light" : "dark";
    // who wants what the system wants anyway follows the system again
    const own = (wanted === "dark") !== system.matches;
    if (own) root.dataset["theme"] = wanted;
    else delete root.dataset["theme"];
    document.cookie = `theme=${wanted}; path=${button.dataset["path"]}; max-age=${own ? YEAR : 0}; SameSite=Lax`;
    say();
  });
  system.addEventListener("change", say);
  say();
  button.hidden = false;
}
