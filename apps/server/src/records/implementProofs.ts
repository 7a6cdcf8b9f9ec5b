// SPDX-License-Identifier: Apache-2.0
import { eraseReadings, exportReadings, provePeriod, proveReading } from '@datacar/core/records/routes';
import type { ReadingsOf } from '@datacar/store/telemetry/Telemetry';
import { type Implementation, implement } from '../http/implement.ts';
import { requireOwner } from '../vehicles/implementVehicles.ts';
import { personOf } from '../wallet/implementWallet.ts';
import type { Principal } from '../wallet/Principal.ts';
import { checkPeriod, checkSignals } from './checkQuery.ts';
import { provePeriod as makePeriodProof } from './proof/provePeriod.ts';
import { proveReading as makeReadingProof } from './proof/proveReading.ts';
import type { RecordServices } from './RecordServices.ts';

/** `match=atOrBefore` looks back no further: an older value says little about the moment asked for. */
const PROOF_LOOKBACK_MS = 24 * 3_600_000;

/** Routes by which a car's readings leave this server, as proofs or files, or cease to be. */
export function implementProofs(services: RecordServices): Implementation[] {
  const { telemetry, ownership, heads, erasures } = services;
  const visible = (id: string, principal: Principal): ReadingsOf =>
    ownership.visibleReadings(Number(id), personOf(principal).account);

  return [
    implement(proveReading, async ({ params, query, principal }) => {
      checkSignals([query.signal]);
      const toleranceMs = query.match === 'exact' ? 0 : PROOF_LOOKBACK_MS;
      const readings = visible(params.id, principal);
      return Buffer.from(
        await makeReadingProof({ readings, path: query.signal, atMs: query.at, toleranceMs }, services),
      );
    }),
    implement(provePeriod, async ({ params, query, principal }) => {
      checkSignals(query.signals);
      checkPeriod(query);
      const { vehicle, ownerEpoch } = visible(params.id, principal);
      const options = { vehicle, ownerEpoch, fromMs: query.from, toMs: query.to, paths: query.signals ?? [] };
      return Buffer.from(await makePeriodProof(options, { ...services, headsOf: heads.durableOf }));
    }),
    implement(exportReadings, async ({ params, query, principal, reply }) => {
      checkSignals(query.signals);
      checkPeriod(query);
      const { id } = params;
      const content = await telemetry.exportPeriod({
        ...visible(id, principal),
        fromMs: query.from,
        toMs: query.to,
        format: query.format,
        ...(query.signals === undefined ? {} : { paths: query.signals }),
      });
      reply.type(query.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.apache.parquet');
      reply.header('content-disposition', `attachment; filename="vehicle-${id}.${query.format}"`);
      return content;
    }),
    implement(eraseReadings, async ({ params, principal }) => {
      const vehicle = Number(params.id);
      const { account } = personOf(principal);
      requireOwner(ownership, vehicle, account);
      const ownerEpoch = ownership.visibleEpoch(vehicle, account);
      await erasures.erase(vehicle, ownerEpoch);
      return { vehicle: params.id, ownerEpoch, isErased: true as const };
    }),
  ];
}
