/** Puts boxes into rows so that none touches another: the first row with room takes the next box. */

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
