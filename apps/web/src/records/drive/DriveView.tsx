// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { statedCapacityWh } from '../../vehicles/capacity.ts';
import { signalsQuery } from '../../vehicles/signalsQuery.ts';
import type { DriveSummary } from '../drivesQuery.ts';
import { createCursor } from '../plots/createCursor.ts';
import { loadPlot } from '../plots/usePlot.ts';
import { useLatestReadings } from '../useLatestReadings.ts';
import { buildRoute } from './buildRoute.ts';
import { DriveFacts } from './DriveFacts.tsx';
import { DrivePlots, plotsOf } from './DrivePlots.tsx';
import { DriveReadout } from './DriveReadout.tsx';
import { driveSeriesQuery } from './driveSeriesQuery.ts';
import { latitudeSignal, longitudeSignal, speedSignal } from './driveSignals.ts';
import { SpeedLegend } from './SpeedLegend.tsx';
import { speedStep } from './speedBands.ts';
import { timeDrawing } from './timeDrawing.ts';

const importMap = () => import('./RouteMap.tsx');
const RouteMap = lazy(() => importMap().then((module) => ({ default: module.RouteMap })));

/** A drive's facts, map, plots and the values at the moment that is looked at. */
export function DriveView({ vehicle, drive }: { vehicle: string; drive: DriveSummary }) {
  const format = useFormat();
  const { readings } = useLatestReadings(vehicle);
  const { data: catalogue } = useQuery(signalsQuery);
  const { data, error, refetch } = useQuery(driveSeriesQuery(vehicle, drive));
  const { startMs, endMs, gaps } = drive;
  const cursor = useMemo(() => createCursor({ fromMs: startMs, toMs: endMs }), [startMs, endMs]);
  const intervalSeconds = data?.intervalSeconds ?? null;
  const route = useMemo(() => {
    if (data === undefined) return undefined;
    return buildRoute({
      latitude: data.series.get(latitudeSignal),
      longitude: data.series.get(longitudeSignal),
      speed: data.series.get(speedSignal),
      gaps,
      intervalMs: intervalSeconds === null ? null : intervalSeconds * 1_000,
    });
  }, [data, gaps, intervalSeconds]);
  const toSpeed = useCallback((speedKmh: number) => format.convert(speedKmh, 'km/h').value, [format]);
  const step = speedStep(toSpeed(route?.speedKmhMax ?? drive.speedKmhMax));

  // While the readings are on their way, so is the code that draws them.
  useEffect(() => {
    void importMap();
    void loadPlot();
  }, []);
  const timer = useRef(timeDrawing());
  if (data !== undefined)
    timer.current.start(plotsOf(data.series).length, data.series.get(speedSignal)?.timesMs.length ?? 0);
  const onPlotDrawn = useCallback(() => timer.current.plotDrawn(), []);
  const onMapDrawn = useCallback(() => timer.current.mapDrawn(), []);

  const hasNoRoute = route !== undefined && route.points.length === 0;
  return (
    <>
      <DriveFacts drive={drive} capacityWh={statedCapacityWh(readings)} series={data?.series} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      <div className="drive-view">
        <div className="drive-side">
          <Card isFlush className="drive-map">
            {hasNoRoute ? (
              <EmptyState title="No positions">The car recorded no positions on this drive.</EmptyState>
            ) : (
              <>
                <div className="drive-map-place">
                  <Suspense fallback={<Skeleton height="100%" />}>
                    <RouteMap
                      route={route}
                      center={drive.startLocation}
                      cursor={cursor}
                      step={step}
                      toSpeed={toSpeed}
                      onDrawn={onMapDrawn}
                    />
                  </Suspense>
                </div>
                <SpeedLegend step={step} unit={format.convert(0, 'km/h').unit} route={route} />
              </>
            )}
          </Card>
          {data !== undefined && catalogue !== undefined && (
            <DriveReadout
              {...{ vehicle, drive, gaps, catalogue, cursor }}
              series={data.series}
              isRaw={intervalSeconds === null}
            />
          )}
        </div>
        <Card className="drive-plots-card">
          {data === undefined || catalogue === undefined ? (
            error === null && <Skeleton height="40rem" />
          ) : (
            <DrivePlots
              {...{ vehicle, gaps, catalogue, cursor }}
              series={data.series}
              isRaw={intervalSeconds === null}
              onDrawn={onPlotDrawn}
            />
          )}
        </Card>
      </div>
    </>
  );
}
