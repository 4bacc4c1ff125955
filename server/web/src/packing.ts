/** Finds room: boxes into rows so that none touches another (the first row with room takes the next box), discs so
 *  that each is seen. */

export interface Box {
  left: number;
  right: number;
}

export class Rows {
  private readonly rows: Box[][] = [];

  constructor(private readonly most: number, private readonly gap: number) {}

  get used(): number {
    return this.rows.length;
  }

  /** The row that the box got, null when none of the rows allowed has room. */
  place(box: Box): number | null {
    for (let row = 0; row < this.most; row++) {
      const others = (this.rows[row] ??= []);
      if (others.every((other) => box.left >= other.right + this.gap || box.right + this.gap <= other.left)) {
        others.push(box);
        return row;
      }
    }
    return null;
  }
}

export interface Disc {
  x: number;
  y: number;
  radius: number;
}

const ROUNDS = 60;
/** How near two middles may come, as a share of both radii: discs may touch into each other, none may hide another. */
const NEAREST = 0.6;

/** Moves discs that hide each other apart, about as far as needed and never out of the frame.
 *  What is still too crowded after some rounds stays so. */
export function spread(discs: Disc[], width: number, height: number): void {
  for (let round = 0, moved = true; moved && round < ROUNDS; round++) {
    moved = false;
    discs.forEach((one, index) => {
      for (const other of discs.slice(index + 1)) {
        const lacking = NEAREST * (one.radius + other.radius) - Math.hypot(other.x - one.x, other.y - one.y);
        if (lacking <= 0.1) continue;
        moved = true;
        // on the very same spot every direction is as good: the golden angle, so that a third goes elsewhere
        const angle = one.x === other.x && one.y === other.y ? index * 2.4 : Math.atan2(other.y - one.y, other.x - one.x);
        // the larger stays nearer to its place
        const share = other.radius ** 2 / (one.radius ** 2 + other.radius ** 2);
        shift(one, angle + Math.PI, lacking * share);
        shift(other, angle, lacking * (1 - share));
      }
    });
  }

  function shift(disc: Disc, angle: number, by: number): void {
    disc.x = Math.max(disc.radius, Math.min(width - disc.radius, disc.x + Math.cos(angle) * by));
    disc.y = Math.max(disc.radius, Math.min(height - disc.radius, disc.y + Math.sin(angle) * by));
  }
}
