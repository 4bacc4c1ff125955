/** Two fingers that spread or close over an element. `start` gets where their middle is and gives what hears how much
 *  farther apart they are than at first. */
export function pinch(element: Element, signal: AbortSignal,
                      start: (middle: number) => (factor: number, final: boolean) => void): void {
  const fingers = new Map<number, number>();
  let hear: ((factor: number, final: boolean) => void) | null = null;
  let apart = 1;
  const distance = (): number => {
    const [a = 0, b = 0] = [...fingers.values()];
    return Math.max(8, Math.abs(a - b));
  };
  element.addEventListener("pointerdown", (event) => {
    if (!(event instanceof PointerEvent) || event.pointerType !== "touch") return;
    fingers.set(event.pointerId, event.clientX);
    if (fingers.size !== 2) return;
    const [a = 0, b = 0] = [...fingers.values()];
    apart = distance();
    hear = start((a + b) / 2);
  }, { signal });
  element.addEventListener("pointermove", (event) => {
    if (!(event instanceof PointerEvent) || !fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, event.clientX);
    if (hear && fingers.size === 2) hear(distance() / apart, false);
  }, { signal });
  for (const type of ["pointerup", "pointercancel"]) {
    element.addEventListener(type, (event) => {
      if (!(event instanceof PointerEvent)) return;
      if (hear && fingers.size === 2) hear(distance() / apart, true);
      hear = null;
      fingers.delete(event.pointerId);
    }, { signal });
  }
}
