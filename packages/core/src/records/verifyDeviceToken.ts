// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { ChainIdentity } from './ChainIdentity.ts';
import { type DeviceToken, MAX_DEVICE_TOKEN_MS } from './DeviceToken.ts';
import { decodeDeviceToken } from './decodeDeviceToken.ts';
import { signatureDomains } from './signatureDomains.ts';
import { verifyCose1 } from './verifyCose1.ts';

/** How far ahead of the server's clock a car's may be, as for readings. */
const CLOCK_SKEW_MS_MAX = 120_000;

export interface VerifyDeviceTokenOptions {
  /** What the agent sent. */
  text: string;
  /** The device key that the chain has for the token's vehicle and key index, 65 bytes. */
  publicKey: Uint8Array;
  nowMs: number;
  /** What this server is. */
  expected: ChainIdentity & { registry: Uint8Array; log: string };
}

/**
 * Checks a device token's signature, chain, log and time.
 *
 * @throws DatacarError DEVICE_TOKEN_MALFORMED, CHAIN_MISMATCH, DEVICE_TOKEN_EXPIRED, SIGNATURE_INVALID,
 *   SIGNATURE_HIGH_S
 */
export function verifyDeviceToken({
  text,
  publicKey,
  nowMs,
  expected,
}: VerifyDeviceTokenOptions): DeviceToken {
  const { token, cose } = decodeDeviceToken(text);
  if (
    token.chainId !== expected.chainId ||
    token.log !== expected.log ||
    !equalBytes(token.genesisHash, expected.genesisHash) ||
    !equalBytes(token.registry, expected.registry)
  ) {
    throw new DatacarError('CHAIN_MISMATCH', 'The device token was signed for another server or chain');
  }
  const lifeMs = token.expiresAtMs - token.issuedAtMs;
  if (lifeMs <= 0 || lifeMs > MAX_DEVICE_TOKEN_MS) {
    throw new DatacarError('DEVICE_TOKEN_MALFORMED', 'A device token is valid for at most an hour');
  }
  if (nowMs >= token.expiresAtMs || nowMs < token.issuedAtMs - CLOCK_SKEW_MS_MAX) {
    throw new DatacarError(
      'DEVICE_TOKEN_EXPIRED',
      'The device token is not valid at this time; sign a new one',
    );
  }
  verifyCose1({ cose, domain: signatureDomains.device, publicKey });
  return token;
}
