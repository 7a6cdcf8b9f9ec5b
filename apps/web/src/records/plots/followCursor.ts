// SPDX-License-Identifier: Apache-2.0
import type uPlot from 'uplot';
import type { SharedCursor } from './createCursor.ts';

/** A click so near to the held moment lets it go. */
const pinTolerancePx = 8;
/** A drag over fewer pixels was meant as a click. */
const dragPxMin = 6;

/** Ties a plot to the cursor that it shares with others: pointing, holding and zooming, both ways. */
export function followCursor(plot: uPlot, cursor: SharedCursor): () => void {
  let frame = 0;
  let pressedAtPx: number | null = null;
  let isPressed = false;
  const timeAt = (leftPx: number): number => Math.round(plot.posToVal(leftPx, 'x') * 1_000);
  const leftOf = (event: MouseEvent): number => event.clientX - plot.over.getBoundingClientRect().left;

  const show = (): void => {
    frame = 0;
    // A stretch is being drawn with the pointer; it reaches to where the pointer is.
    if (isPressed) return;
    const { timeMs } = cursor.get();
    const left = timeMs === null ? -10 : plot.valToPos(timeMs / 1_000, 'x');
    plot.setCursor({ left, top: 0 }, false);
  };
  // uPlot moves its cursor itself while a stretch is drawn and when its size changes.
  const schedule = (): void => {
    if (frame === 0) frame = requestAnimationFrame(show);
  };
  const rescale = (): void => {
    const { fromMs, toMs } = cursor.getRange();
    plot.setScale('x', { min: fromMs / 1_000, max: toMs / 1_000 });
    schedule();
  };
  const onPointerMove = (event: PointerEvent): void => {
    const timeMs = timeAt(leftOf(event));
    if (event.pointerType === 'touch') cursor.moveTo(timeMs);
    else if (event.buttons === 0) cursor.point(timeMs);
  };
  const onPointerDown = (event: PointerEvent): void => {
    pressedAtPx = leftOf(event);
    isPressed = event.pointerType !== 'touch';
  };
  const onPointerUp = (): void => {
    isPressed = false;
    schedule();
  };
  const onClick = (event: MouseEvent): void => {
    const leftPx = leftOf(event);
    if (pressedAtPx !== null && Math.abs(leftPx - pressedAtPx) >= dragPxMin) return;
    const tolerance = Math.abs(timeAt(pinTolerancePx) - timeAt(0));
    cursor.togglePin(timeAt(leftPx), tolerance);
  };

  plot.hooks.setSelect = [
    () => {
      const { left, width } = plot.select;
      if (width < dragPxMin) return;
      cursor.setRange({ fromMs: timeAt(left), toMs: timeAt(left + width) });
      plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    },
  ];
  plot.hooks.setCursor = [schedule];
  const onDoubleClick = (): void => cursor.setRange();
  plot.over.addEventListener('pointermove', onPointerMove);
  plot.over.addEventListener('pointerdown', onPointerDown);
  plot.over.addEventListener('click', onClick);
  plot.over.addEventListener('dblclick', onDoubleClick);
  addEventListener('pointerup', onPointerUp);
  addEventListener('pointercancel', onPointerUp);
  const unsubscribe = cursor.subscribe(show);
  const unsubscribeRange = cursor.subscribeRange(rescale);
  rescale();
  return () => {
    cancelAnimationFrame(frame);
    removeEventListener('pointerup', onPointerUp);
    removeEventListener('pointercancel', onPointerUp);
    unsubscribe();
    unsubscribeRange();
  };
}
