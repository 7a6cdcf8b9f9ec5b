// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { vehicleRegistryAbi } from '@datacar/chain/generated/vehicleRegistry';
import type { TransactionSender } from '@datacar/chain/transactions/openSender';
import { hmacSha256, sha256 } from '@datacar/core/crypto/nodeCrypto';
import { concatBytes } from '@datacar/core/encoding/concatBytes';
import { encodeUtf8 } from '@datacar/core/encoding/encodeUtf8';
import { equalBytes } from '@datacar/core/encoding/equalBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ReadingSource } from '@datacar/core/records/Reading';
import type { ChainIndex, IndexedVehicle } from '@datacar/store/chain/ChainIndex';
import { type Address, bytesToHex, encodeFunctionData, type Hex, parseEventLogs, stringToHex } from 'viem';
import { coordinatesOf } from '../consortium/establishMember.ts';
import type { ChainFollower } from '../consortium/followChain.ts';
import { createTurns } from '../home/createTurns.ts';
import type { StreamHead } from '../records/ingest/sequence/createStreamHeads.ts';
import { checkVin, wmiOf } from './checkVin.ts';
import type { DeviceSource, VehicleDocuments } from './openVehicleDocuments.ts';

/** VehicleRegistry.Source */
const sourceNumbers: Record<ReadingSource, number> = {
  simulated: 0,
  import: 1,
  software: 2,
  secureElement: 3,
};

export interface RegisterVehicleOptions {
  vin: string;
  model: string;
  source: DeviceSource;
  owner: Address;
}

export interface RegistrarOptions {
  registry: Address;
  /** The member in whose name vehicles are registered. */
  member: Address;
  /** 32 bytes. */
  vinPepper: Uint8Array;
}

export interface RegistrarDependencies {
  /** Of the member. */
  sender: TransactionSender;
  follower: ChainFollower;
  chainIndex: ChainIndex;
  documents: VehicleDocuments;
}

export interface Registrar {
  /** Mints a vehicle, or finds it: a VIN is one vehicle. @throws DatacarError VIN_INVALID */
  register(options: RegisterVehicleOptions): Promise<{ vehicle: number; isNew: boolean }>;
  /**
   * Puts a device key on the chain in the place of the one before, whose streams end at `heads`. A key that is there
   * already stays. @returns its index
   */
  setDeviceKey(
    key: { vehicle: number; publicKey: Uint8Array },
    heads: () => readonly StreamHead[],
  ): Promise<{ keyIndex: number; source: ReadingSource }>;
  /** The registrar's tag of a vehicle that it registered itself; undefined for others. */
  vinTagOf(vehicle: number): string | undefined;
}

/** What this server does at the registry of vehicles in the name of its member. */
export function openRegistrar(options: RegistrarOptions, dependencies: RegistrarDependencies): Registrar {
  const { registry, member, vinPepper } = options;
  const { sender, follower, chainIndex, documents } = dependencies;
  const turns = createTurns();

  const isOurs = ({ registrar }: IndexedVehicle) => registrar.toLowerCase() === member.toLowerCase();
  const findByTag = (vinTag: Hex) =>
    chainIndex.vehicles().find((vehicle) => isOurs(vehicle) && vehicle.vinTag.toLowerCase() === vinTag);

  async function mint({ vin, model, source, owner }: RegisterVehicleOptions, vinTag: Hex): Promise<number> {
    const salt = (await documents.read(vinTag))?.salt ?? randomBytes(32);
    // Before the chain knows the car, so that no kill in between can lose the salt of its commitment.
    await documents.write(vinTag, { vin, salt, source });
    const data = encodeFunctionData({
      abi: vehicleRegistryAbi,
      functionName: 'mint',
      args: [
        {
          to: owner,
          registrar: member,
          vinTag,
          vinCommitment: bytesToHex(sha256(concatBytes(salt, encodeUtf8(vin)))),
          wmi: stringToHex(wmiOf(vin), { size: 6 }),
          isSimulated: source === 'simulated',
          model: { make: '', name: model, year: 0, batteryWh: 0 },
        },
      ],
    });
    const { receipt } = await sender.send({ to: registry, data });
    const [registered] = parseEventLogs({
      abi: vehicleRegistryAbi,
      eventName: 'VehicleRegistered',
      logs: receipt.logs,
    });
    if (registered === undefined)
      throw new Error(`Transaction ${receipt.transactionHash} registered no vehicle`);
    await follower.reached(Number(receipt.blockNumber));
    return Number(registered.args.vehicleId);
  }

  function sourceOf(vehicle: IndexedVehicle): DeviceSource {
    if (vehicle.isSimulated) return 'simulated';
    const documented = documents.sourceOf(vehicle.vinTag);
    return documented === undefined || documented === 'simulated' ? 'software' : documented;
  }

  return {
    register(given) {
      const vin = checkVin(given.vin);
      const vinTag = bytesToHex(hmacSha256(vinPepper, encodeUtf8(vin)));
      return turns.run(vinTag, async () => {
        const known = findByTag(vinTag);
        if (known !== undefined) return { vehicle: known.id, isNew: false };
        return { vehicle: await mint({ ...given, vin }, vinTag), isNew: true };
      });
    },
    setDeviceKey({ vehicle, publicKey }, heads) {
      return turns.run(vehicle, async () => {
        const facts = chainIndex.vehicle(vehicle);
        if (facts === undefined || !isOurs(facts)) {
          throw new DatacarError('FORBIDDEN', `Vehicle ${vehicle} was not registered here.`);
        }
        const find = () => chainIndex.deviceKeys(vehicle).find((key) => equalBytes(key.publicKey, publicKey));
        const known = find();
        if (known !== undefined) return known;
        const isFirst = chainIndex.deviceKeys(vehicle).length === 0;
        const data = encodeFunctionData({
          abi: vehicleRegistryAbi,
          functionName: 'rotateDeviceKey',
          args: [
            BigInt(vehicle),
            ...coordinatesOf(publicKey),
            sourceNumbers[sourceOf(facts)],
            isFirst ? [] : toContractHeads(heads()),
          ],
        });
        const { receipt } = await sender.send({ to: registry, data });
        await follower.reached(Number(receipt.blockNumber));
        const added = find();
        if (added === undefined)
          throw new Error(`Transaction ${receipt.transactionHash} added no device key`);
        return added;
      });
    },
    vinTagOf(vehicle) {
      const facts = chainIndex.vehicle(vehicle);
      return facts !== undefined && isOurs(facts) ? facts.vinTag : undefined;
    },
  };
}

/** In the order that the contract asks for. */
function toContractHeads(heads: readonly StreamHead[]) {
  return heads
    .map(({ stream, sequence, headerHash }) => ({
      stream: bytesToHex(stream),
      sequence: BigInt(sequence),
      headerHash: bytesToHex(headerHash),
    }))
    .sort((left, right) => (left.stream < right.stream ? -1 : 1));
}
