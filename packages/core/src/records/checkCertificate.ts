// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '../encoding/encodeHex.ts';
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { BatchHeader } from './BatchHeader.ts';
import type { KeyCertificate } from './KeyCertificate.ts';
import { maySignAs } from './maySignAs.ts';
import type { TrustAnchors, TrustedMember } from './TrustAnchors.ts';
import { verifyKeyCertificate } from './verifyKeyCertificate.ts';

/** Members with one of these roles speak for the keys of cars. */
const CERTIFYING_ROLES = ['manufacturer', 'registrar'];

/**
 * Checks that a certificate is signed by a pinned member that may certify, for the pinned chain.
 *
 * @throws DatacarError TRUST_MISSING, CHAIN_MISMATCH, PROOF_ISSUER_UNKNOWN, SIGNATURE_INVALID
 */
export function checkCertificate(
  cose: Uint8Array,
  certificate: KeyCertificate,
  trust: TrustAnchors | undefined,
): TrustedMember {
  if (trust === undefined) {
    throw new DatacarError('TRUST_MISSING', 'No trust anchors were given, so nobody vouches for the car key');
  }
  if (
    certificate.chainId !== trust.chainId ||
    !equalBytes(certificate.genesisHash, trust.genesisHash) ||
    !equalBytes(certificate.registry, trust.registry)
  ) {
    throw new DatacarError('CHAIN_MISMATCH', 'The car key is certified for another chain or registry');
  }
  const member = trust.members.find(
    ({ account, roles }) =>
      equalBytes(account, certificate.issuer) && roles.some((role) => CERTIFYING_ROLES.includes(role)),
  );
  if (member === undefined) {
    throw new DatacarError(
      'PROOF_ISSUER_UNKNOWN',
      `${encodeHex(certificate.issuer)} certified the car key and is no manufacturer or registrar that you trust`,
    );
  }
  if (!member.certificateKeys.some((key) => isSignedBy(cose, key))) {
    throw new DatacarError('SIGNATURE_INVALID', `The certificate is not signed by ${member.name}`);
  }
  return member;
}

function isSignedBy(cose: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    verifyKeyCertificate(cose, publicKey);
    return true;
  } catch (error) {
    if (error instanceof DatacarError) return false;
    throw error;
  }
}

/** @throws DatacarError PROOF_CERTIFICATE_MISMATCH when the certificate does not speak of the header's key */
export function checkHeaderOfCertificate(header: BatchHeader, certificate: KeyCertificate): void {
  if (
    header.chainId !== certificate.chainId ||
    header.vehicle !== certificate.vehicle ||
    header.keyIndex !== certificate.keyIndex ||
    !equalBytes(header.genesisHash, certificate.genesisHash) ||
    !equalBytes(header.registry, certificate.registry)
  ) {
    throw new DatacarError(
      'PROOF_CERTIFICATE_MISMATCH',
      'The certificate speaks of another vehicle, key or chain than the header',
    );
  }
  if (!maySignAs(certificate.source, header.source)) {
    throw new DatacarError(
      'PROOF_CERTIFICATE_MISMATCH',
      `The key is certified for ${certificate.source} and may not sign as ${header.source}`,
    );
  }
}
