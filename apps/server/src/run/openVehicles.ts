// SPDX-License-Identifier: Apache-2.0
import { createSealer } from '../home/createSealer.ts';
import type { Ingest } from '../records/ingest/openIngest.ts';
import { createCertifier } from '../vehicles/createCertifier.ts';
import { openEnrolmentCodes } from '../vehicles/openEnrolmentCodes.ts';
import { openErasures } from '../vehicles/openErasures.ts';
import { openRegistrar } from '../vehicles/openRegistrar.ts';
import { openVehicleDocuments } from '../vehicles/openVehicleDocuments.ts';
import type { StartServicesDependencies } from './StartServicesDependencies.ts';

export type OpenedVehicles = Awaited<ReturnType<typeof openVehicles>>;

/** Registration, enrolment and erasure. */
export async function openVehicles(dependencies: StartServicesDependencies & { ingest: Ingest }) {
  const { clock, paths, keys, chain, contracts, chainIndex, follower, sender, store, ingest } = dependencies;
  const folder = paths.documents;
  const member = keys.member.address;
  const registry = contracts.vehicleRegistry;
  const documents = await openVehicleDocuments(
    { folder },
    { sealer: createSealer({ master: keys.master, purpose: 'vehicles' }) },
  );
  const registrar = openRegistrar(
    { registry, member, vinPepper: keys.vinPepper },
    { sender, follower, chainIndex, documents },
  );
  const certifier = createCertifier(
    { identity: chain.identity, registry, member, certificateKey: keys.certificate.privateKey },
    { chainIndex },
  );
  const enrolmentCodes = await openEnrolmentCodes({ folder }, { clock });
  const erasures = await openErasures(
    { folder },
    { ...store, ingest, documents, vinTagOf: registrar.vinTagOf, clock },
  );
  return { registrar, certifier, enrolmentCodes, erasures };
}
