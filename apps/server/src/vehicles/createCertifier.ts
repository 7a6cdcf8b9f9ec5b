// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ChainIdentity } from '@datacar/core/records/ChainIdentity';
import { signKeyCertificate } from '@datacar/core/records/signKeyCertificate';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import { type Address, hexToBytes } from 'viem';

export interface CertifierOptions {
  identity: ChainIdentity;
  registry: Address;
  /** The member that vouches. */
  member: Address;
  /** P-256, 32 bytes. */
  certificateKey: Uint8Array;
}

export interface Certifier {
  /**
   * This member's certificate of a device key that stands on the chain.
   * @throws DatacarError NOT_FOUND without such a key, FORBIDDEN for a vehicle of another registrar
   */
  certificateOf(vehicle: number, keyIndex: number): Uint8Array;
}

/** Certifies device keys. A certificate says nothing but what the chain says, so it can be made again at any time. */
export function createCertifier(
  { identity, registry, member, certificateKey }: CertifierOptions,
  { chainIndex }: { chainIndex: ChainIndex },
): Certifier {
  const made = new Map<string, Uint8Array>();

  return {
    certificateOf(vehicle, keyIndex) {
      const name = `${vehicle}/${keyIndex}`;
      const known = made.get(name);
      if (known !== undefined) return known;
      const key = chainIndex.deviceKey(vehicle, keyIndex);
      if (key === undefined)
        throw new DatacarError('NOT_FOUND', `Vehicle ${vehicle} has no device key ${keyIndex}.`);
      if (chainIndex.vehicle(vehicle)?.registrar.toLowerCase() !== member.toLowerCase()) {
        throw new DatacarError(
          'FORBIDDEN',
          `Another member registered vehicle ${vehicle} and certifies its keys.`,
        );
      }
      const certificate = signKeyCertificate(
        {
          version: 1,
          chainId: identity.chainId,
          genesisHash: identity.genesisHash,
          registry: hexToBytes(registry),
          vehicle,
          keyIndex,
          publicKey: key.publicKey,
          source: key.source,
          issuer: hexToBytes(member),
        },
        certificateKey,
      );
      made.set(name, certificate);
      return certificate;
    },
  };
}
