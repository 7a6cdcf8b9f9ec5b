// SPDX-License-Identifier: Apache-2.0
import { decodeBase64Url } from '@datacar/core/encoding/decodeBase64Url';
import { encodeBase64Url } from '@datacar/core/encoding/encodeBase64Url';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ChainIdentity } from '@datacar/core/records/ChainIdentity';
import { verifyEnrolment } from '@datacar/core/records/verifyEnrolment';
import { catalogueId } from '@datacar/core/signals/catalogueId';
import { formatVehicleDid } from '@datacar/core/vehicles/formatVehicleDid';
import type { Role } from '@datacar/core/vehicles/roles';
import {
  createEnrolmentCode,
  enrolDevice,
  listVehicles,
  readVehicle,
  registerVehicle,
} from '@datacar/core/vehicles/routes';
import type { ChainIndex, IndexedVehicle } from '@datacar/store/chain/ChainIndex';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';
import { type Address, getAddress, hexToBytes } from 'viem';
import { type Implementation, implement } from '../http/implement.ts';
import { decodeCursor, encodeCursor } from '../http/pageCursor.ts';
import type { LiveFeed } from '../live/createLiveFeed.ts';
import type { Ingest } from '../records/ingest/openIngest.ts';
import type { StreamHeads } from '../records/ingest/sequence/createStreamHeads.ts';
import { personOf } from '../wallet/implementWallet.ts';
import type { Principal } from '../wallet/Principal.ts';
import type { Certifier } from './createCertifier.ts';
import type { Ownership } from './createOwnership.ts';
import type { EnrolmentCodes } from './openEnrolmentCodes.ts';
import type { Erasures } from './openErasures.ts';
import type { Registrar } from './openRegistrar.ts';

const PAGE = 200;
/** 80 bits of code at this rate from each address are not guessed. */
const ENROLMENTS_PER_MINUTE = 120;
const PUBLIC_KEY_BYTES = 65;

export interface VehicleServices {
  identity: ChainIdentity;
  registry: Address;
  log: string;
  ackKey: Uint8Array;
  /** Where cars find the broker, for whoever reached this server by that host name. */
  mqttUrl: (hostname: string) => string | null;
  chainIndex: ChainIndex;
  ownership: Ownership;
  registrar: Registrar;
  certifier: Certifier;
  enrolmentCodes: EnrolmentCodes;
  erasures: Erasures;
  ingest: Ingest;
  heads: StreamHeads;
  telemetry: Telemetry;
  feed: Pick<LiveFeed, 'publish'>;
}

export function implementVehicles(services: VehicleServices): Implementation[] {
  const { identity, registry, chainIndex, ownership, registrar, enrolmentCodes } = services;
  const did = (vehicle: number) =>
    formatVehicleDid({ chainId: identity.chainId, registry: hexToBytes(registry), vehicle });
  const describe = (vehicle: IndexedVehicle, principal: Principal) =>
    describeVehicle(vehicle, { ...services, did, account: personOf(principal).account });

  return [
    implement(registerVehicle, async ({ body, principal }) => {
      const owner = (body.owner ?? personOf(principal).account) as Address;
      const { vehicle, isNew } = await registrar.register({ ...body, owner });
      const needsCode = chainIndex.deviceKeys(vehicle).length === 0;
      const enrolment = needsCode ? await enrolmentCodes.create(vehicle) : undefined;
      return {
        id: String(vehicle),
        did: did(vehicle),
        created: isNew,
        enrolmentCode: enrolment?.code ?? null,
        enrolmentExpiresAtMs: enrolment?.expiresAtMs ?? null,
      };
    }),
    implement(listVehicles, ({ principal, query }) => {
      const after = decodeCursor(query.cursor);
      const ids = ownership.vehiclesOf(personOf(principal).account).filter((id) => id > after);
      const page = ids.slice(0, PAGE).flatMap((id) => chainIndex.vehicle(id) ?? []);
      const last = page.at(-1);
      return {
        items: page.map((vehicle) => describe(vehicle, principal)),
        nextCursor: last !== undefined && ids.length > PAGE ? encodeCursor(last.id) : null,
      };
    }),
    implement(readVehicle, ({ params, principal }) =>
      describe(require(chainIndex, Number(params.id)), principal),
    ),
    implement(
      createEnrolmentCode,
      async ({ params, principal }) => {
        const vehicle = Number(params.id);
        requireRole(ownership, vehicle, { principal, needed: 'owner' });
        const { code, expiresAtMs } = await enrolmentCodes.create(vehicle);
        return { enrolmentCode: code, expiresAtMs };
      },
      { perMinuteMax: ENROLMENTS_PER_MINUTE },
    ),
    implement(
      enrolDevice,
      async ({ body, request }) => {
        const publicKey = decodeField('publicKey', body.publicKey);
        if (publicKey.length !== PUBLIC_KEY_BYTES) {
          throw new DatacarError('INPUT_INVALID', 'publicKey: 65 bytes are expected.', {
            details: { field: 'publicKey' },
          });
        }
        const vehicle = enrolmentCodes.vehicleOf(body.code, publicKey);
        verifyEnrolment({ signature: decodeField('signature', body.signature), code: body.code, publicKey });
        await enrolmentCodes.use(body.code, publicKey);
        return enrol({ vehicle, publicKey, hostname: request.hostname }, services);
      },
      { perMinuteMax: ENROLMENTS_PER_MINUTE },
    ),
  ];
}

/** Puts the key on the chain while no batch is under way, so that the heads that it records are the last ones. */
async function enrol(
  { vehicle, publicKey, hostname }: { vehicle: number; publicKey: Uint8Array; hostname: string },
  services: VehicleServices,
) {
  const { identity, registry, registrar, certifier, ingest, heads, chainIndex, feed } = services;
  const { keyIndex, source } = await ingest.runAlone(vehicle, () =>
    registrar.setDeviceKey({ vehicle, publicKey }, () => heads.durableOf(vehicle)),
  );
  feed.publish(vehicle, [{ type: 'enrolled', vehicle: String(vehicle), keyIndex }]);
  return {
    vehicle: String(vehicle),
    keyIndex,
    ownerEpoch: require(chainIndex, vehicle).epoch,
    source: source as 'secureElement' | 'software' | 'simulated',
    certificate: encodeBase64Url(certifier.certificateOf(vehicle, keyIndex)),
    chainId: identity.chainId,
    genesisHash: encodeHex(identity.genesisHash),
    registry,
    ackKey: encodeHex(services.ackKey),
    log: services.log,
    mqttUrl: services.mqttUrl(hostname),
    catalogue: encodeHex(catalogueId),
  };
}

function describeVehicle(
  vehicle: IndexedVehicle,
  {
    chainIndex,
    telemetry,
    erasures,
    ownership,
    did,
    account,
  }: VehicleServices & { did: (vehicle: number) => string; account: Address },
) {
  const { id, owner, epoch, model, isSelfRegistered } = vehicle;
  const key = chainIndex.deviceKeys(id).at(-1);
  const times = telemetry.latest
    .list(id)
    .flatMap(({ timeMs, ownerEpoch }) => (ownerEpoch === epoch ? timeMs : []));
  return {
    id: String(id),
    did: did(id),
    owner: getAddress(owner),
    ownerEpoch: epoch,
    model: model.name,
    isSelfRegistered,
    deviceKey:
      key === undefined
        ? null
        : {
            keyIndex: key.keyIndex,
            source: key.source as 'secureElement' | 'software' | 'simulated',
            publicKey: encodeHex(key.publicKey),
          },
    lastReadingMs: times.length === 0 ? null : Math.max(...times),
    isErased: erasures.isErased(id, epoch),
    role: ownership.roleOf(id, account) ?? ('formerOwner' as const),
  };
}

function require(chainIndex: ChainIndex, vehicle: number): IndexedVehicle {
  const known = chainIndex.vehicle(vehicle);
  if (known === undefined) throw new DatacarError('VEHICLE_UNKNOWN', `There is no vehicle ${vehicle}.`);
  return known;
}

/** Who sold the car may still read what it said then, but no longer says what happens to it. */
export function requireOwner(ownership: Ownership, vehicle: number, account: Address): void {
  if (ownership.isOwner(vehicle, account)) return;
  throw new DatacarError('FORBIDDEN', `Only who owns vehicle ${vehicle} on the chain may do this.`);
}

/**
 * Refuses who has no such role with the car now; who sold it has none.
 * @throws DatacarError FORBIDDEN
 */
export function requireRole(
  ownership: Ownership,
  vehicle: number,
  { principal, needed }: { principal: Principal; needed: Role },
): void {
  if (ownership.hasRole(vehicle, personOf(principal).account, needed)) return;
  throw new DatacarError('FORBIDDEN', `Vehicle ${vehicle} is not yours any more.`);
}

function decodeField(field: string, text: string): Uint8Array {
  try {
    return decodeBase64Url(text);
  } catch (cause) {
    throw new DatacarError('INPUT_INVALID', `${field}: no base64url.`, { details: { field }, cause });
  }
}
