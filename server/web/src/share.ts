/** Copying the address of a view, or the lines that put it into another page. */

/** How long a button says that it has copied. */
const SAID = 1600;

export function startSharing(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[data-copy]");
    const field = button?.previousElementSibling?.querySelector<HTMLInputElement>("input, textarea");
    if (button && field) void copy(button, field);
  });
  document.addEventListener("toggle", (event) => {
    for (const button of (event.target as Element).querySelectorAll<HTMLElement>(".share button")) button.hidden = false;
  }, true);
}

/** Where the browser keeps the clipboard to itself (no https) the text is left selected, for Ctrl-C. */
async function copy(button: HTMLButtonElement, field: HTMLInputElement): Promise<void> {
  const name = button.textContent;
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Ctrl-C copies";
  }
  setTimeout(() => { button.textContent = name; }, SAID);
}
