/** Two fingers that spread or close over an element. `start` gets where their middle is and gives what hears how much
 *  farther apart they are than at first. Returns whether two fingers are at it, or were until the last of them left:
 *  what drags with one finger then stands still. */
export function pinch(element: Element, signal: AbortSignal,
                      start: (middle: number) => (factor: number, final: boolean) => void): () => boolean {
  const fingers = new Map<number, number>();
  let hear: ((factor: number, final: boolean) => void) | null = null;
  let apart = 1;
  let busy = false;
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
    busy = true;
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
      if (!fingers.size) setTimeout(() => { busy = false; });
    }, { signal });
  }
  return () => busy;
}
