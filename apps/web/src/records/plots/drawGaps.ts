// SPDX-License-Identifier: Apache-2.0
import type uPlot from 'uplot';
import type { GapSpan } from './Series.ts';

/** Narrower would not be seen. */
const widthMinPx = 2;
const hatchPx = 6;

/** Hatches the stretches of which nothing is known. */
export function drawGaps(plot: uPlot, gaps: readonly GapSpan[], color: string): void {
  if (gaps.length === 0) return;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const { fromMs, toMs } of gaps) {
    const left = plot.valToPos(fromMs / 1_000, 'x', true);
    const width = Math.max(widthMinPx * devicePixelRatio, plot.valToPos(toMs / 1_000, 'x', true) - left);
    if (left > bbox.left + bbox.width || left + width < bbox.left) continue;
    hatch(ctx, { left, top: bbox.top, width, height: bbox.height }, color);
  }
  ctx.restore();
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

function hatch(ctx: CanvasRenderingContext2D, { left, top, width, height }: Box, color: string): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.globalAlpha = 0.35;
  ctx.fillStyle = color;
  ctx.fillRect(left, top, width, height);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = color;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  const step = hatchPx * devicePixelRatio;
  for (let x = left - height; x < left + width; x += step) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}
