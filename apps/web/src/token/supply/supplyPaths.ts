// SPDX-License-Identifier: Apache-2.0
import { type AllocationTimeline, releasableBy, releasedBy, type SupplyTimeline } from './SupplyTimeline.ts';

/** Both ways the picture is this large; its width and height on the screen are the page's matter. */
export const PICTURE_SIZE = 1_000;
/** Weekly payments are drawn as a slope between as many moments. */
const samples = 240;

export interface PictureFrame {
  fromMs: number;
  toMs: number;
  /** What the whole height stands for. */
  greatest: bigint;
}

export interface AllocationPaths {
  /** The area of what may be released. */
  releasable: string;
  /** Its upper edge. */
  edge: string;
  /** The area of what was released, up to now; empty before the launch. */
  released: string;
}

export const pictureX = (timeMs: number, { fromMs, toMs }: PictureFrame): number =>
  ((timeMs - fromMs) / (toMs - fromMs)) * PICTURE_SIZE;

export const pictureY = (amount: bigint, { greatest }: PictureFrame): number =>
  PICTURE_SIZE - Number((amount * 1_000_000n) / greatest) / (1_000_000 / PICTURE_SIZE);

/** One allocation upon the other, in their order, as paths of an SVG. */
export function supplyPaths(
  { isLaunched, allocations }: SupplyTimeline,
  { frame, nowMs }: { frame: PictureFrame; nowMs: number },
): AllocationPaths[] {
  const all = sampleTimes(allocations, frame);
  const past = isLaunched ? [...all.filter((timeMs) => timeMs < nowMs), Math.min(nowMs, frame.toMs)] : [];
  return allocations.map((allocation, index) => {
    const below = allocations.slice(0, index);
    const base = (timeMs: number) => below.reduce((sum, one) => sum + releasableBy(one, timeMs), 0n);
    const top = (timeMs: number) => base(timeMs) + releasableBy(allocation, timeMs);
    const paid = (timeMs: number) => base(timeMs) + releasedBy(allocation, timeMs);
    return {
      releasable: areaBetween(base, top, { times: all, frame }),
      edge: `M${lineOf(top, { times: all, frame })}`,
      released: past.length < 2 ? '' : areaBetween(base, paid, { times: past, frame }),
    };
  });
}

function sampleTimes(allocations: readonly AllocationTimeline[], { fromMs, toMs }: PictureFrame): number[] {
  const times = new Set<number>();
  for (let index = 0; index <= samples; index++) {
    times.add(Math.round(fromMs + ((toMs - fromMs) * index) / samples));
  }
  for (const { schedule, releases } of allocations) {
    for (const { atMs } of [...schedule, ...releases]) if (atMs > fromMs && atMs < toMs) times.add(atMs);
  }
  return [...times].toSorted((left, right) => left - right);
}

type Amount = (timeMs: number) => bigint;

interface LineOptions {
  times: readonly number[];
  frame: PictureFrame;
}

function areaBetween(low: Amount, high: Amount, options: LineOptions): string {
  const back = pointsOf(low, options).toReversed();
  return `M${[...pointsOf(high, options), ...back].map(writePoint).join('L')}Z`;
}

const lineOf = (amount: Amount, options: LineOptions): string =>
  pointsOf(amount, options).map(writePoint).join('L');

/** A step stands upright: where an amount jumps, there are two points. */
function pointsOf(amount: Amount, { times, frame }: LineOptions): [x: number, y: number][] {
  return times.flatMap((timeMs, index): [number, number][] => {
    const x = pictureX(timeMs, frame);
    const at = pictureY(amount(timeMs), frame);
    const before = index === 0 ? at : pictureY(amount(timeMs - 1), frame);
    return before === at
      ? [[x, at]]
      : [
          [x, before],
          [x, at],
        ];
  });
}

const writePoint = ([x, y]: [number, number]): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
