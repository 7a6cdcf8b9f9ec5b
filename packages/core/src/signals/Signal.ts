// SPDX-License-Identifier: Apache-2.0

/** The scalar data types of VSS that a reading can have. Arrays and 64-bit integers are not carried. */
export type SignalType =
  | 'boolean'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'float'
  | 'double'
  | 'string';

/** `attribute` does not change in a car's life, `sensor` is measured, `actuator` can also be commanded. */
export type SignalKind = 'attribute' | 'sensor' | 'actuator';

export type SignalValue = number | boolean | string;

/** One row of the catalogue: what VSS 6.0 or the overlay `Vehicle.Datacar` says of a signal. */
export interface SignalDefinition {
  /** COVESA VSS path, such as `Vehicle.Speed`. */
  readonly path: string;
  readonly kind: SignalKind;
  readonly type: SignalType;
  /** VSS unit name, such as `km/h`; absent for signals without a unit. */
  readonly unit?: string;
  /** Smallest allowed value in `unit`. */
  readonly min?: number;
  /** Greatest allowed value in `unit`. */
  readonly max?: number;
  /** The only allowed values of a string. */
  readonly allowed?: readonly string[];
  /** A few words for people. */
  readonly description: string;
}

export interface Signal extends SignalDefinition {
  /** Position in the append-only catalogue: never changes, so it may be stored instead of the path. */
  readonly index: number;
}
