// SPDX-License-Identifier: Apache-2.0
import type { Route } from './buildRoute.ts';
import { speedColors } from './speedBands.ts';

export interface SpeedLegendProps {
  /** Width of a band in `unit`. */
  step: number;
  unit: string;
  route: Route | undefined;
}

/** What the colors of the route mean, and what of it is not drawn. */
export function SpeedLegend({ step, unit, route }: SpeedLegendProps) {
  return (
    <div className="speed-legend">
      <ol className="plain-list speed-bands" aria-label={`Colors of the route, by speed in ${unit}`}>
        {speedColors.map((color, band) => (
          <li key={color}>
            <span className="speed-band" style={{ background: `var(${color})` }} />
            {band * step}
            {band === speedColors.length - 1 ? '+' : ''}
          </li>
        ))}
      </ol>
      <span className="faint">{unit}</span>
      {(route?.stretches.length ?? 0) > 1 && (
        <span className="speed-unknown">
          <span className="speed-unknown-line" aria-hidden="true" />
          no data
        </span>
      )}
      {route !== undefined && route.outliers > 0 && (
        <p className="speed-outliers">
          {route.outliers} {route.outliers === 1 ? 'position is' : 'positions are'} left out of the map: no
          car can have been there. {route.outliers === 1 ? 'It stays' : 'They stay'} in the data.
        </p>
      )}
    </div>
  );
}
