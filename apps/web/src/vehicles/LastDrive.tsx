// SPDX-License-Identifier: Apache-2.0
import './LastDrive.css';
import { querySeries } from '@datacar/sdk/records/querySeries';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { useFormat } from '../app/useFormat.ts';
import { lastDriveQuery } from './carQueries.ts';
import { drawTrack, type TrackPoint, trackSize } from './drawTrack.ts';

const latitude = 'Vehicle.CurrentLocation.Latitude';
const longitude = 'Vehicle.CurrentLocation.Longitude';
/** A thumbnail shows no more. */
const pointsMax = 120;

/** The shape of the newest drive, with its way and time; leads to the drive. */
export function LastDrive({
  vehicle,
  heardMs,
  isDriving,
}: {
  vehicle: string;
  heardMs: number | null;
  isDriving: boolean;
}) {
  const format = useFormat();
  const { data: drive } = useQuery(lastDriveQuery(vehicle, heardMs));
  const { data: points } = useQuery({
    queryKey: ['vehicles', vehicle, 'drives', 'track', drive?.startMs, drive?.endMs],
    queryFn: () => readTrack(vehicle, drive?.startMs ?? 0, drive?.endMs ?? 0),
    enabled: Boolean(drive),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous) => previous,
  });
  if (!drive) return null;
  const track = points === undefined ? undefined : drawTrack(points);
  return (
    <Link
      className="last-drive"
      to="/cars/$carId/drives/$startMs"
      params={{ carId: vehicle, startMs: String(drive.startMs) }}
    >
      <svg
        className="last-drive-track"
        viewBox={`0 0 ${trackSize.width} ${trackSize.height}`}
        aria-hidden="true"
        focusable="false"
      >
        {track !== undefined && (
          <>
            <path d={track.path} />
            <circle className="track-start" cx={track.start[0]} cy={track.start[1]} r="3" />
            <circle className="track-end" cx={track.end[0]} cy={track.end[1]} r="3.5" />
          </>
        )}
      </svg>
      <span className="last-drive-words">
        <span className="last-drive-title">{isDriving ? 'This drive' : 'Last drive'}</span>
        <span className="small soft">
          {format.distance(drive.distanceMeters)} in {format.duration(drive.endMs - drive.startMs)}
        </span>
      </span>
    </Link>
  );
}

async function readTrack(vehicle: string, startMs: number, endMs: number): Promise<TrackPoint[]> {
  const intervalSeconds = Math.max(1, Math.ceil((endMs - startMs) / 1_000 / pointsMax));
  const { items } = await querySeries(client, {
    vehicle,
    signals: [latitude, longitude],
    from: startMs,
    to: endMs + 1,
    interval: `${intervalSeconds}s`,
    aggregate: 'first',
  });
  const points = new Map<number, Partial<TrackPoint>>();
  for (const { signal, timeMs, value } of items) {
    if (typeof value !== 'number') continue;
    const name = signal === latitude ? 'latitude' : 'longitude';
    points.set(timeMs, { ...points.get(timeMs), [name]: value });
  }
  return [...points.values()].filter(
    (point): point is TrackPoint => point.latitude !== undefined && point.longitude !== undefined,
  );
}
