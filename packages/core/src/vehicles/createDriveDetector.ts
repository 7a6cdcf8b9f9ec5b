// SPDX-License-Identifier: Apache-2.0
import type { Drive, DriveGap, StateOfChargeJump } from './Drive.ts';

/** A car that stands, or says nothing, for so long has ended its drive. Longer than a level crossing takes. */
export const DRIVE_END_MS = 5 * 60_000;
/** Between two readings of the speed that are further apart nobody knows what the car did: a gap. */
export const DRIVE_GAP_MS = 10_000;
/** Slower than this is standstill; the speed sensors of the real drives show up to 0.9 km/h in a parked car. */
export const MOVING_SPEED_KMH = 1;
/** Less is a car that was moved within its yard. */
export const DRIVE_DISTANCE_MIN_METERS = 50;
/**
 * A state of charge that changes by more than one percentage point and 0.2 points a second jumped: even a battery that
 * is emptied at 6 C, in ten minutes, loses 0.17 points a second, and gauges step by less than a point.
 */
const JUMP_POINTS = 1;
const JUMP_POINTS_PER_SECOND = 0.2;

const KMH_PER_METER_PER_SECOND = 3.6;

/** What a car said at one moment, as far as drives are concerned. */
export interface DriveSample {
  timeMs: number;
  speedKmh?: number | undefined;
  /** Percent. */
  stateOfCharge?: number | undefined;
  /** Degrees; used only when both are there and not both 0, which receivers report without a fix. */
  latitude?: number | undefined;
  longitude?: number | undefined;
}

export interface DriveDetectorOptions {
  /** Usable capacity of the battery, to turn percentage points into energy. */
  batteryCapacityWh?: number | undefined;
  driveEndMs?: number | undefined;
  driveGapMs?: number | undefined;
}

export interface DriveDetector {
  /**
   * Takes the next sample, in the order of time.
   *
   * @returns the drive that this sample shows to be over
   */
  add(sample: DriveSample): Drive | undefined;
  /** Says that no more samples come, and gives the drive that is still open. */
  end(): Drive | undefined;
}

/** What a stretch of a drive adds up to. */
interface Tally {
  distanceMeters: number;
  coveredMs: number;
  speedKmhMax: number;
  stateOfChargeDrop: number;
  jumps: StateOfChargeJump[];
  gaps: DriveGap[];
}

interface Location {
  latitude: number;
  longitude: number;
}

interface Known<Value> {
  timeMs: number;
  value: Value;
}

/** A moment with what was known then. */
interface Moment {
  timeMs: number;
  speedKmh: number;
  charge?: Known<number> | undefined;
  location?: Known<Location> | undefined;
}

interface OpenDrive {
  start: Moment;
  /** The last moment that surely belongs to the drive. */
  end: Moment;
  /** From start to end. */
  tally: Tally;
  /** After end: belongs to the drive only if the car moves on. */
  pending: Tally;
  /** Last state of charge that was added to a tally, in `pending` or before. */
  lastCharge: Known<number> | undefined;
  standingSinceMs: number | undefined;
}

/**
 * Finds drives in a stream of samples, keeping only sums.
 *
 * - A drive begins with the last standing reading before the car moves (`MOVING_SPEED_KMH`), ends with the first
 *   standing one after it moved last, and is over when the car stands or is silent for `DRIVE_END_MS`.
 * - Distance is the trapezoidal integral of the speed's absolute value. Intervals longer than `DRIVE_GAP_MS` are gaps:
 *   listed, and neither their distance nor their time is counted.
 * - The drop of the state of charge is the sum of its changes, those over gaps included, without jumps: changes that
 *   no battery makes in the time between two readings. Jumps are listed.
 */
export function createDriveDetector({
  batteryCapacityWh,
  driveEndMs = DRIVE_END_MS,
  driveGapMs = DRIVE_GAP_MS,
}: DriveDetectorOptions = {}): DriveDetector {
  let drive: OpenDrive | undefined;
  let last: Moment | undefined;
  let charge: Known<number> | undefined;
  let location: Known<Location> | undefined;

  const close = (): Drive | undefined => {
    const closed = drive;
    drive = undefined;
    if (closed === undefined || closed.tally.distanceMeters < DRIVE_DISTANCE_MIN_METERS) return undefined;
    return describeDrive(closed, batteryCapacityWh);
  };

  const isOver = (timeMs: number): boolean => {
    if (drive === undefined || last === undefined) return false;
    if (timeMs - last.timeMs >= driveEndMs) return true;
    return drive.standingSinceMs !== undefined && timeMs - drive.standingSinceMs >= driveEndMs;
  };

  return {
    add({ timeMs, speedKmh, stateOfCharge, latitude, longitude }) {
      const finished = isOver(timeMs) ? close() : undefined;
      if (stateOfCharge !== undefined) charge = { timeMs, value: stateOfCharge };
      if (latitude !== undefined && longitude !== undefined && (latitude !== 0 || longitude !== 0)) {
        location = { timeMs, value: { latitude, longitude } };
      }
      if (speedKmh === undefined) {
        if (drive !== undefined && stateOfCharge !== undefined)
          addCharge(drive, { timeMs, value: stateOfCharge });
        return finished;
      }
      const now: Moment = { timeMs, speedKmh: Math.abs(speedKmh), charge, location };
      if (drive === undefined && now.speedKmh >= MOVING_SPEED_KMH) {
        const start = last !== undefined && timeMs - last.timeMs <= driveGapMs ? last : now;
        drive = beginDrive(start, driveEndMs);
      }
      if (drive !== undefined) addMoment(drive, now, { last, driveGapMs });
      last = now;
      return finished;
    },
    end: close,
  };
}

/** What is known for longer than a drive's pause is not what the car was like when it set out. */
function beginDrive(start: Moment, knownMsMax: number): OpenDrive {
  const isRecent = (known: Known<unknown> | undefined) =>
    known !== undefined && start.timeMs - known.timeMs < knownMsMax;
  const charge = isRecent(start.charge) ? start.charge : undefined;
  const location = isRecent(start.location) ? start.location : undefined;
  return {
    start: { ...start, charge, location },
    end: start,
    tally: { ...emptyTally(), speedKmhMax: start.speedKmh },
    pending: emptyTally(),
    lastCharge: charge,
    standingSinceMs: undefined,
  };
}

/** Adds the interval since the last reading, and what was pending too when the car surely still drives. */
function addMoment(
  drive: OpenDrive,
  now: Moment,
  { last, driveGapMs }: { last: Moment | undefined; driveGapMs: number },
): void {
  const isMoving = now.speedKmh >= MOVING_SPEED_KMH;
  if (now.charge !== undefined && now.charge.timeMs === now.timeMs) addCharge(drive, now.charge);
  drive.pending.speedKmhMax = Math.max(drive.pending.speedKmhMax, now.speedKmh);
  const elapsedMs = last === undefined ? 0 : now.timeMs - last.timeMs;
  const isFirst = last === undefined || last.timeMs < drive.start.timeMs;
  if (!isFirst && elapsedMs > driveGapMs) {
    drive.pending.gaps.push({ fromMs: last.timeMs, toMs: now.timeMs });
  } else if (!isFirst) {
    const metersPerSecond = (last.speedKmh + now.speedKmh) / 2 / KMH_PER_METER_PER_SECOND;
    drive.pending.distanceMeters += (metersPerSecond * elapsedMs) / 1_000;
    drive.pending.coveredMs += elapsedMs;
  }
  const hasJustStopped = !isMoving && drive.standingSinceMs === undefined && elapsedMs <= driveGapMs;
  if (isMoving || hasJustStopped) commit(drive, now);
  drive.standingSinceMs = isMoving ? undefined : (drive.standingSinceMs ?? now.timeMs);
}

function addCharge(drive: OpenDrive, now: Known<number>): void {
  const before = drive.lastCharge;
  drive.lastCharge = now;
  if (before === undefined) return;
  const change = now.value - before.value;
  const seconds = (now.timeMs - before.timeMs) / 1_000;
  if (Math.abs(change) > JUMP_POINTS + JUMP_POINTS_PER_SECOND * seconds) {
    drive.pending.jumps.push({ atMs: now.timeMs, from: before.value, to: now.value });
  } else drive.pending.stateOfChargeDrop -= change;
}

/** Everything up to now belongs to the drive. */
function commit(drive: OpenDrive, now: Moment): void {
  const { tally, pending } = drive;
  tally.distanceMeters += pending.distanceMeters;
  tally.coveredMs += pending.coveredMs;
  tally.speedKmhMax = Math.max(tally.speedKmhMax, pending.speedKmhMax);
  tally.stateOfChargeDrop += pending.stateOfChargeDrop;
  tally.jumps.push(...pending.jumps);
  tally.gaps.push(...pending.gaps);
  drive.pending = emptyTally();
  drive.end = { ...now, charge: drive.lastCharge };
  if (drive.start.charge === undefined) drive.start = { ...drive.start, charge: drive.lastCharge };
}

function emptyTally(): Tally {
  return { distanceMeters: 0, coveredMs: 0, speedKmhMax: 0, stateOfChargeDrop: 0, jumps: [], gaps: [] };
}

function describeDrive({ start, end, tally }: OpenDrive, batteryCapacityWh: number | undefined): Drive {
  const hours = tally.coveredMs / 3_600_000;
  return {
    startMs: start.timeMs,
    endMs: end.timeMs,
    distanceMeters: tally.distanceMeters,
    coveredMs: tally.coveredMs,
    speedKmhMean: hours === 0 ? 0 : tally.distanceMeters / 1_000 / hours,
    speedKmhMax: tally.speedKmhMax,
    ...(start.charge !== undefined && end.charge !== undefined
      ? {
          stateOfChargeStart: start.charge.value,
          stateOfChargeEnd: end.charge.value,
          stateOfChargeDrop: tally.stateOfChargeDrop,
          ...(batteryCapacityWh === undefined
            ? {}
            : { energyWh: (tally.stateOfChargeDrop / 100) * batteryCapacityWh }),
        }
      : {}),
    stateOfChargeJumps: tally.jumps,
    gaps: tally.gaps,
    ...(start.location === undefined ? {} : { startLocation: start.location.value }),
    ...(end.location === undefined ? {} : { endLocation: end.location.value }),
  };
}
