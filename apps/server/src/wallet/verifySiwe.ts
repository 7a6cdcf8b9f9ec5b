// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Address, getAddress, type Hex, verifyMessage } from 'viem';
import { parseSiweMessage, validateSiweMessage } from 'viem/siwe';
import type { Nonces } from './createNonces.ts';

export interface VerifySiweOptions {
  message: string;
  signature: Hex;
  /** The Host that this request came to: the page that asked for the signature was served by it. */
  domain: string;
  chainId: number;
}

/**
 * Checks a sign-in message (EIP-4361): domain, chain, version, nonce (once), time and signature.
 * @returns the account that signed.
 * @throws DatacarError UNAUTHENTICATED
 */
export async function verifySiwe(
  { message, signature, domain, chainId }: VerifySiweOptions,
  { nonces, clock }: { nonces: Nonces; clock: () => number },
): Promise<Address> {
  const fields = parseSiweMessage(message);
  const { address, nonce } = fields;
  const isForUs =
    address !== undefined &&
    nonce !== undefined &&
    fields.version === '1' &&
    fields.domain === domain &&
    fields.chainId === chainId &&
    fields.issuedAt !== undefined &&
    validateSiweMessage({ message: fields, domain, time: new Date(clock()) });
  if (!isForUs) throw refused('The message is not for this server and chain, or its time is over.');
  // The nonce is spent before the signature is checked, so that no nonce allows a second try.
  if (!nonces.use(nonce))
    throw refused('The nonce is unknown, used or older than five minutes. Ask for a new one.');
  if (!(await isSignedBy(address, message, signature)))
    throw refused('The signature is not by the named account.');
  return getAddress(address);
}

async function isSignedBy(address: Address, message: string, signature: Hex): Promise<boolean> {
  try {
    return await verifyMessage({ address, message, signature });
  } catch {
    // viem throws on signatures that are not of any known shape.
    return false;
  }
}

function refused(shortMessage: string): DatacarError {
  return new DatacarError('UNAUTHENTICATED', shortMessage);
}
