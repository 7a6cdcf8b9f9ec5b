// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../ui/Card.tsx';
import { CommandBlock } from '../../ui/CommandBlock.tsx';
import { vehiclesQuery } from '../../vehicles/vehiclesQuery.ts';

/** Something to paste into a terminal, for this server and a car that is there. */
export function FirstRequest({ token }: { token: string | undefined }) {
  const { data: vehicles } = useQuery(vehiclesQuery);
  const { origin, protocol } = window.location;
  // A certificate of the server's own authority is unknown to curl.
  const trust = protocol === 'https:' ? ` --cacert datacar.crt` : '';
  const get = (path: string) =>
    `curl${trust} -H "Authorization: Bearer $DATACAR_TOKEN" \\\n  '${origin}${path}'`;
  const car = vehicles?.[0]?.id;
  const lines = [
    `export DATACAR_TOKEN=${token ?? 'YOUR_TOKEN'}`,
    ...(trust === '' ? [] : [`curl -k -o datacar.crt '${origin}/v1/lan/authority.crt'`]),
    get('/v1/vehicles'),
    ...(car === undefined ? [] : [get(`/v1/vehicles/${car}/latest?signals=Vehicle.Speed`)]),
  ];
  return (
    <Card title="Your first request">
      <div className="stack">
        <CommandBlock title="In a terminal" text={lines.join('\n')} />
        <p className="soft">
          Every route, to read and to try: <a href="/docs">the API's own pages</a>. The same description as
          OpenAPI 3.1 for generators: <a href="/docs/openapi.json">openapi.json</a>.
        </p>
      </div>
    </Card>
  );
}
