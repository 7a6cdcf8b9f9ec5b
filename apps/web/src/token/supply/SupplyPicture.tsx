// SPDX-License-Identifier: Apache-2.0
import './SupplyPicture.css';
import { type KeyboardEvent, memo, type PointerEvent, useMemo } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { formatMillions } from '../formatDatr.ts';
import { allocationWords } from './allocationWords.ts';
import {
  type AllocationTimeline,
  releasableBy,
  type SupplyTimeline,
  turningPoints,
} from './SupplyTimeline.ts';
import { PICTURE_SIZE, type PictureFrame, pictureX, pictureY, supplyPaths } from './supplyPaths.ts';
import { yearMs, yearTicks } from './yearTicks.ts';

const unit = 10n ** 18n;
const gridMillions = [0, 200, 400, 600, 800];

export interface SupplyPictureProps {
  timeline: SupplyTimeline;
  /** What the width stands for. */
  range: { fromMs: number; toMs: number };
  nowMs: number;
  /** The moment that is looked at. */
  lookedAtMs: number;
  onLook(timeMs: number): void;
  /** The moment in words, with what may be released by then. */
  describe(timeMs: number): string;
}

/**
 * The allocations one upon the other: light what may be released by a moment, dark what was released. Pointing at it
 * or the arrow keys choose a moment.
 */
export function SupplyPicture({
  timeline,
  range: { fromMs, toMs },
  nowMs,
  lookedAtMs,
  onLook,
  describe,
}: SupplyPictureProps) {
  const frame = useMemo(() => ({ fromMs, toMs, greatest: totalOf(timeline) }), [fromMs, toMs, timeline]);
  const moments = useMemo(() => turningPoints(timeline), [timeline]);
  const percentOf = (timeMs: number) => `${(pictureX(timeMs, frame) / PICTURE_SIZE) * 100}%`;
  const clamp = (timeMs: number) => Math.min(toMs, Math.max(fromMs, Math.round(timeMs)));
  const isNowInSight = timeline.isLaunched && nowMs >= fromMs && nowMs <= toMs;
  const point = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    onLook(clamp(fromMs + ((clientX - left) / width) * (toMs - fromMs)));
  };
  const press = (event: KeyboardEvent) => {
    const moved = moveByKey(event.key, lookedAtMs, { moments, fromMs, toMs });
    if (moved === undefined) return;
    event.preventDefault();
    onLook(clamp(moved));
  };
  return (
    <div className="supply-picture">
      <div className="supply-scale" aria-hidden="true">
        {gridMillions.map((millions) => (
          <span key={millions} style={{ top: `${topOf(BigInt(millions) * 1_000_000n * unit, frame)}%` }}>
            {millions === 800 ? '800 M' : millions}
          </span>
        ))}
      </div>
      {/* A slider of the browser's own cannot lie over a picture that is also pointed at. */}
      <div
        className="supply-plot"
        role="slider"
        tabIndex={0}
        aria-label="Moment of the picture"
        aria-valuemin={fromMs}
        aria-valuemax={toMs}
        aria-valuenow={lookedAtMs}
        aria-valuetext={describe(lookedAtMs)}
        onPointerMove={point}
        onPointerDown={point}
        onKeyDown={press}
      >
        <Areas timeline={timeline} frame={frame} nowMs={nowMs} />
        <BandNames timeline={timeline} frame={frame} />
        {isNowInSight && (
          <div
            className={classNames(
              'supply-now',
              pictureX(nowMs, frame) > PICTURE_SIZE / 2 && 'supply-now-left',
            )}
            style={{ left: percentOf(nowMs) }}
          >
            <span>today</span>
          </div>
        )}
        <div className="supply-cursor" style={{ left: percentOf(clamp(lookedAtMs)) }} />
      </div>
      <div className="supply-years" aria-hidden="true">
        {yearTicks({ fromMs, toMs, isRelative: !timeline.isLaunched }).map(({ timeMs, label, isWide }) => (
          <span
            key={label}
            className={classNames('supply-year', isWide && 'supply-wide')}
            style={{ left: percentOf(timeMs) }}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

interface AreasProps {
  timeline: SupplyTimeline;
  frame: PictureFrame;
  nowMs: number;
}

const Areas = memo(function Areas({ timeline, frame, nowMs }: AreasProps) {
  const paths = useMemo(() => supplyPaths(timeline, { frame, nowMs }), [timeline, frame, nowMs]);
  return (
    <svg viewBox={`0 0 ${PICTURE_SIZE} ${PICTURE_SIZE}`} preserveAspectRatio="none" aria-hidden="true">
      {gridMillions.map((millions) => {
        const y = pictureY(BigInt(millions) * 1_000_000n * unit, frame);
        return <line key={millions} className="supply-grid" x1="0" x2={PICTURE_SIZE} y1={y} y2={y} />;
      })}
      {timeline.allocations.map(({ name }, index) => (
        <g key={name} style={{ color: `var(${allocationWords[name].color})` }}>
          <path className="supply-releasable" d={paths[index]?.releasable} />
          <path className="supply-released" d={paths[index]?.released} />
          <path className="supply-edge" d={paths[index]?.edge} />
        </g>
      ))}
    </svg>
  );
});

/** Each band's name where it has come to its full height: at the right. */
function BandNames({ timeline: { allocations }, frame }: Omit<AreasProps, 'nowMs'>) {
  let base = 0n;
  return allocations.map((allocation) => {
    const height = releasableBy(allocation, frame.toMs);
    const middle = base + height / 2n;
    base += height;
    return (
      <span
        key={allocation.name}
        className="supply-band"
        style={{ top: `${topOf(middle, frame)}%` }}
        aria-hidden="true"
      >
        {allocationWords[allocation.name].short} <b>{formatMillions(height, 0)} M</b>
      </span>
    );
  });
}

const topOf = (amount: bigint, frame: PictureFrame): number => (pictureY(amount, frame) / PICTURE_SIZE) * 100;

const totalOf = ({ allocations }: SupplyTimeline): bigint =>
  allocations.reduce((sum: bigint, { total }: AllocationTimeline) => sum + total, 0n);

interface KeyRange {
  moments: readonly number[];
  fromMs: number;
  toMs: number;
}

/** Arrows go from release to release, the page keys by a year. */
function moveByKey(key: string, timeMs: number, { moments, fromMs, toMs }: KeyRange): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return moments.find((moment) => moment > timeMs) ?? toMs;
    case 'ArrowLeft':
    case 'ArrowDown':
      return moments.findLast((moment) => moment < timeMs) ?? fromMs;
    case 'PageUp':
      return timeMs + yearMs;
    case 'PageDown':
      return timeMs - yearMs;
    case 'Home':
      return fromMs;
    case 'End':
      return toMs;
    default:
      return undefined;
  }
}
