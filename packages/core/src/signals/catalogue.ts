// SPDX-License-Identifier: Apache-2.0
import { batterySignals } from './batterySignals.ts';
import { bodySignals } from './bodySignals.ts';
import { chargingSignals } from './chargingSignals.ts';
import { chassisSignals } from './chassisSignals.ts';
import { drivetrainSignals } from './drivetrainSignals.ts';
import { motionSignals } from './motionSignals.ts';
import { overlaySignals } from './overlaySignals.ts';
import type { Signal } from './Signal.ts';

/**
 * Every signal that Datacar carries, in the order in which they joined. Append-only: a later version adds rows at the
 * end, so `Signal.index` and every older catalogue id stay valid. Paths, types, units and ranges are those of COVESA
 * VSS 6.0, `Vehicle.Datacar.*` is the overlay.
 */
export const catalogue: readonly Signal[] = [
  ...motionSignals,
  ...batterySignals,
  ...chargingSignals,
  ...drivetrainSignals,
  ...chassisSignals,
  ...bodySignals,
  ...overlaySignals,
].map((definition, index) => ({ ...definition, index }));
