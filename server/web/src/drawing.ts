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
  /** Independent of each other. */
  sources: number;
  salience: number;
  disputed: boolean;
  /** The day of the first report, in words. */
  reported: string | null;
}

export interface DrawnLane {
  label: string;
  /** All of its events in the window, drawn or not. */
  count: number;
  approximate: boolean;
  /** Leaves only this lane's events. */
  href: string | null;
  events: DrawnEvent[];
}

export interface DrawnBin {
  begin: string;
  end: string;
  count: number;
}

export interface DrawnSpot {
  name: string;
  latitude: number;
  longitude: number;
  count: number;
  chosen: boolean;
  href: string;
}

export interface Drawing {
  window: { from: string | null; to: string | null };
  /** Whether the address asks for a window. */
  asked: boolean;
  earlier: number;
  later: number;
  lanes: DrawnLane[];
  overview: { granularity: string; bins: DrawnBin[] } | null;
  reports: { from: string; to: string } | null;
  spots: DrawnSpot[];
}

/** The drawing of a page, null where the page has none. */
export function readDrawing(root: ParentNode): Drawing | null {
  const text = root.querySelector("#drawing")?.textContent;
  return text ? (JSON.parse(text) as Drawing) : null;
}
