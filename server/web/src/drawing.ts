/** What the server gives the scripts to draw (`server/timeline_view.py`): dates are ISO days, null is open. */

export interface DrawnEvent {
  id: string;
  href: string;
  label: string;
  date: string;
  earliest: string | null;
  latest: string | null;
  granularity: string | null;
  certainty: string;
  negative: boolean;
  sources: number;
  salience: number;
  disputed: boolean;
  type: string;
}

export interface DrawnBin {
  begin: string;
  end: string;
  count: number;
}

export interface Drawing {
  window: { from: string | null; to: string | null };
  total: number;
  events: DrawnEvent[];
  overview: { granularity: string; bins: DrawnBin[] } | null;
}

/** The drawing of a page, null where the page has none. */
export function readDrawing(root: ParentNode): Drawing | null {
  const text = root.querySelector("#drawing")?.textContent;
  return text ? (JSON.parse(text) as Drawing) : null;
}
