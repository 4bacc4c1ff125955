/** The query page's editor: YASQE in place of the plain text field, which goes on holding what the form sends.
    It stays out of the other pages; nothing of it asks another host. */

import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import "./query.css";

interface Completions {
  prefixes: Record<string, string>;
  terms: string[];
}

const field = document.querySelector<HTMLTextAreaElement>("#query");
if (field?.form) startEditor(field, field.form);

function startEditor(field: HTMLTextAreaElement, form: HTMLFormElement): void {
  const place = document.createElement("div");
  field.before(place);
  const known: Completions = JSON.parse(document.querySelector("#completions")?.textContent ?? '{"prefixes":{},"terms":[]}');
  completeFrom(known);
  const run = (): void => form.requestSubmit();
  const editor = new Yasqe(place, {
    screenReaderLabel: "SPARQL query",
    // the address and the form's own button do what these would
    persistenceId: null, consumeShareLink: null, showQueryButton: false,
    createShareableLink: null as never,
    resizeable: false, editorHeight: "auto", lineNumbers: false, gutters: ["gutterErrorBar"], foldGutter: false as never,
    autocompleters: ["variables", "declarations", "terms"],
    // Tab leaves the editor as it leaves any field; a page is no place to be caught in
    extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": run, Tab: false, "Shift-Tab": false } as never,
  });
  knowPrefixes(editor, known.prefixes);
  editor.setValue(field.value);
  editor.clearHistory();
  explainErrors(place, editor);
  editor.on("autocompletionShown", () => {
    place.querySelector(".CodeMirror-hints")?.setAttribute("aria-label", "Names that fit");
  });
  field.hidden = true;
  field.required = false; // a hidden field can't say that it is empty
  editor.on("change", () => {
    field.value = editor.getValue();
    showElsewhere(field.value);
  });
  form.addEventListener("submit", (event) => {
    field.value = editor.getValue();
    if (!field.value.trim()) {
      event.preventDefault();
      editor.focus();
    }
  });
}

/** The endpoint knows our prefixes without their PREFIX lines; so the editor takes them for declared. */
function knowPrefixes(editor: Yasqe, prefixes: Record<string, string>): void {
  const mode = editor.getDoc().getMode() as { startState?: () => { prefixes: Record<string, string> } };
  const start = mode.startState;
  if (start) mode.startState = () => ({ ...start(), prefixes: { ...prefixes } });
}

/** Says what is wrong as the sign's title. YASQE's own tooltip brings inline styles, which the page's content
    security policy refuses. */
function explainErrors(place: HTMLElement, editor: Yasqe): void {
  place.addEventListener("mouseover", (event) => {
    const sign = (event.target as Element).closest<HTMLElement>(".parseErrorIcon");
    if (!sign) return;
    sign.onmouseover = sign.onmouseout = null;
    const line = editor.lineAtHeight(sign.getBoundingClientRect().top + 4, "window");
    const { state } = editor.getTokenAt({ line, ch: editor.getDoc().getLine(line).length }, true);
    sign.title = state.errorMsg ?? `This line is invalid; expected ${state.possibleCurrent.slice(0, 12).join(", ")}`;
  }, true);
}

/** Our own names: after a prefix those of that vocabulary, before the colon the prefixes; after PREFIX its line. */
function completeFrom({ prefixes, terms }: Completions): void {
  const names = Object.keys(prefixes).map((prefix) => `${prefix}:`);
  Yasqe.registerAutocompleter({
    name: "terms", bulk: false, autoShow: true,
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
      return before?.string.toUpperCase() !== "PREFIX" && suggested(token.string).length > 0;
    },
    get: (_yasqe, token) => suggested(token?.string ?? ""),
  }, false);
  Yasqe.registerAutocompleter({
    name: "declarations", bulk: true, autoShow: true,
    isValidCompletionPosition: Yasqe.Autocompleters.prefixes!.isValidCompletionPosition,
    preProcessToken: Yasqe.Autocompleters.prefixes!.preProcessToken!,
    persistenceId: null,
    get: () => Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
  }, false);

  function suggested(typed: string): string[] {
    const start = typed.toLowerCase();
    const [prefix, local] = start.split(":");
    if (local === undefined) return start.length > 1 ? names.filter((name) => name.startsWith(start)) : [];
    const begins = terms.filter((term) => term.toLowerCase().startsWith(start) && term !== typed);
    const holds = local.length > 2
      ? terms.filter((term) => term.startsWith(`${prefix}:`) && term.toLowerCase().includes(local)) : [];
    return [...new Set([...begins, ...holds])].filter((term) => term !== typed);
  }
}

/** Keeps the query as curl and as Python up with the editor; the server wrote both for the query that it showed. */
function showElsewhere(query: string): void {
  for (const shown of document.querySelectorAll<HTMLElement>("[data-query-as]")) {
    const literal = shown.dataset.queryAs === "curl"
      ? `'${query.replaceAll("'", `'"'"'`)}'`
      : `"""\n${query.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"""`;
    shown.textContent = (shown.dataset.template ?? "").split("{query}").join(literal);
  }
}
