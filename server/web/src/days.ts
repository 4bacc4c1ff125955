/** Days as numbers (days since 1970-01-01, UTC), so that a window is two numbers and a day has length 1. */

export const DAY = 86_400_000;
/** The first and last day that an ISO day with four digits can name. */
const FIRST = -719_162;
const LAST = 2_932_896;

export interface Span {
  /** First day. */
  begin: number;
  /** One past the last day. */
  end: number;
}

export function dayOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / DAY;
}

export function isoOf(day: number): string {
  const inside = Math.min(Math.max(Math.floor(day), FIRST), LAST);
  return new Date(inside * DAY).toISOString().slice(0, 10);
}

/** A window moved by a share of its length. */
export function moved(span: Span, share: number): Span {
  const by = (span.end - span.begin) * share;
  return { begin: span.begin + by, end: span.end + by };
}

/** A window made longer (factor above 1) or shorter around a point that stays where it is; never below a day. */
export function scaled(span: Span, factor: number, around = (span.begin + span.end) / 2): Span {
  const length = Math.max(1, (span.end - span.begin) * factor);
  const share = (around - span.begin) / (span.end - span.begin || 1);
  return { begin: around - length * share, end: around + length * (1 - share) };
}
