// SPDX-License-Identifier: Apache-2.0
import { vehicleRegistryAbi, vehicleRegistrySourceNames } from '@datacar/chain/generated/vehicleRegistry';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { KeyCertificate } from '@datacar/core/records/KeyCertificate';
import type { SignedBatchHeader } from '@datacar/core/records/SignedBatchHeader';
import type { TrustAnchors } from '@datacar/core/records/TrustAnchors';
import { BaseError, ContractFunctionRevertedError, concatHex } from 'viem';
import type { ChainReader } from './openChainReader.ts';
import type { AnchorOnChain } from './readAnchorOnChain.ts';

interface CheckDeviceKeyOptions {
  certificate: KeyCertificate;
  /** The headers that this key signed. */
  headers: readonly SignedBatchHeader[];
  anchor: AnchorOnChain;
}

/**
 * Checks that the certified key is the vehicle's on the chain, and was when its headers were anchored, or that
 * they are linked to what it had signed when it was replaced.
 *
 * @throws DatacarError PROOF_CERTIFICATE_MISMATCH, KEY_ROTATED, CHAIN_UNREACHABLE
 */
export async function checkDeviceKeyOnChain(
  { certificate, headers, anchor }: CheckDeviceKeyOptions,
  trust: TrustAnchors,
  chain: ChainReader,
): Promise<void> {
  const { vehicle, keyIndex, publicKey, source } = certificate;
  const key = await readDeviceKey(certificate, trust, chain);
  const isSameKey =
    key !== undefined &&
    concatHex([key.x, key.y]) === encodeHex(publicKey.subarray(1)) &&
    vehicleRegistrySourceNames[key.source] === source;
  if (!isSameKey) {
    throw new DatacarError(
      'PROOF_CERTIFICATE_MISMATCH',
      `Key ${keyIndex} of vehicle ${vehicle} is another one on the chain`,
    );
  }
  const anchoredAt = BigInt(anchor.blockTimeMs / 1000);
  if (key.addedAt > anchoredAt) {
    throw new DatacarError(
      'PROOF_CERTIFICATE_MISMATCH',
      `Key ${keyIndex} was registered only after the anchor`,
    );
  }
  const wasReplacedBefore = key.replacedAt !== 0n && key.replacedAt < anchoredAt;
  if (wasReplacedBefore) await checkLinkedToRotation({ certificate, headers }, trust, chain);
}

async function readDeviceKey({ vehicle, keyIndex }: KeyCertificate, trust: TrustAnchors, chain: ChainReader) {
  return chain.read((client) =>
    client
      .readContract({
        address: encodeHex(trust.registry),
        abi: vehicleRegistryAbi,
        functionName: 'deviceKeyAt',
        args: [BigInt(vehicle), BigInt(keyIndex)],
      })
      .catch((error: unknown) => {
        const isRefusal =
          error instanceof BaseError &&
          error.walk((cause) => cause instanceof ContractFunctionRevertedError) !== null;
        if (isRefusal) return undefined;
        throw error;
      }),
  );
}

/** A header anchored after its key was replaced counts only if it leads, link by link, to what was recorded then. */
async function checkLinkedToRotation(
  { certificate: { vehicle, keyIndex }, headers }: Pick<CheckDeviceKeyOptions, 'certificate' | 'headers'>,
  trust: TrustAnchors,
  chain: ChainReader,
): Promise<void> {
  const rotations = await chain.read((client) =>
    client.getContractEvents({
      address: encodeHex(trust.registry),
      abi: vehicleRegistryAbi,
      eventName: 'DeviceKeyRotated',
      args: { vehicleId: BigInt(vehicle), keyIndex: BigInt(keyIndex + 1) },
      fromBlock: 0n,
      strict: true,
    }),
  );
  const reachable = new Set<string>(
    rotations.flatMap(({ args }) => args.heads.map(({ headerHash }) => headerHash)),
  );
  for (const { header, headerHash } of headers.toSorted((a, b) => b.header.sequence - a.header.sequence)) {
    if (!reachable.has(encodeHex(headerHash))) {
      throw new DatacarError(
        'KEY_ROTATED',
        `Key ${keyIndex} was replaced before this was anchored, and the proof does not link batch ${header.sequence} to what the key had signed until then`,
      );
    }
    reachable.add(encodeHex(header.previousHash));
  }
}
