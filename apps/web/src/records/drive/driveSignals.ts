// SPDX-License-Identifier: Apache-2.0
import type { PlotLine } from '../plots/plotOptions.ts';

export const speedSignal = 'Vehicle.Speed';
export const latitudeSignal = 'Vehicle.CurrentLocation.Latitude';
export const longitudeSignal = 'Vehicle.CurrentLocation.Longitude';

type LineLook = Pick<PlotLine, 'label' | 'color' | 'isStepped' | 'isDashed' | 'isFilled'>;

export interface DrivePlot {
  title: string;
  /** The first that the car recorded gives the times. */
  lines: readonly (LineLook & { signal: string })[];
  heightPx: number;
}

/** The plots of a drive, from the top; those whose signals the car does not record are left out. */
export const drivePlots: readonly DrivePlot[] = [
  {
    title: 'Speed',
    heightPx: 170,
    lines: [
      { signal: speedSignal, label: 'Speed', color: '--series-1', isFilled: true },
      {
        signal: 'Vehicle.Datacar.Road.SpeedLimit',
        label: 'Limit',
        color: '--series-5',
        isStepped: true,
        isDashed: true,
      },
    ],
  },
  {
    title: 'Battery power, positive into the battery',
    heightPx: 130,
    lines: [
      {
        signal: 'Vehicle.Powertrain.TractionBattery.CurrentPower',
        label: 'Power',
        color: '--series-4',
        isFilled: true,
      },
    ],
  },
  {
    title: 'Altitude',
    heightPx: 110,
    lines: [
      {
        signal: 'Vehicle.CurrentLocation.Altitude',
        label: 'Altitude',
        color: '--series-3',
        isFilled: true,
      },
    ],
  },
  {
    title: 'State of charge',
    heightPx: 110,
    lines: [
      {
        signal: 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current',
        label: 'Charge',
        color: '--series-1',
        isStepped: true,
      },
    ],
  },
  {
    title: 'Temperature',
    heightPx: 110,
    lines: [
      { signal: 'Vehicle.Exterior.AirTemperature', label: 'Outside', color: '--series-2', isStepped: true },
      {
        signal: 'Vehicle.Powertrain.TractionBattery.Temperature.Average',
        label: 'Battery',
        color: '--series-3',
        isStepped: true,
      },
    ],
  },
  {
    title: 'Wind',
    heightPx: 90,
    lines: [
      { signal: 'Vehicle.Datacar.Weather.WindSpeed', label: 'Wind', color: '--series-2', isStepped: true },
    ],
  },
  {
    title: 'Traffic: 0 free, 1 dense, 2 congested',
    heightPx: 90,
    lines: [
      { signal: 'Vehicle.Datacar.Traffic.Level', label: 'Traffic', color: '--series-5', isStepped: true },
    ],
  },
];

/** Shown at the cursor, but not as a plot. */
const otherSignals = [
  'Vehicle.Datacar.GNSS.Speed',
  'Vehicle.Datacar.Weather.Condition',
  'Vehicle.Exterior.Humidity',
];

/** All that a drive's page asks for, in the order in which it is shown. */
export const driveSignals: readonly string[] = [
  ...drivePlots.flatMap(({ lines }) => lines.map(({ signal }) => signal)),
  ...otherSignals,
  latitudeSignal,
  longitudeSignal,
];
