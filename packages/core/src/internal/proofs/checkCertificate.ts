// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '../../encoding/encodeHex.ts';
import { equalBytes } from '../../encoding/equalBytes.ts';
import { DatacarError } from '../../errors/DatacarError.ts';
import type { KeyCertificate } from '../../records/KeyCertificate.ts';
import { signatureDomains } from '../../records/signatureDomains.ts';
import type { TrustAnchors, TrustedMember } from '../../records/TrustAnchors.ts';
import { verifyCose1 } from '../../records/verifyCose1.ts';

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
    verifyCose1({ cose, domain: signatureDomains.certificate, publicKey });
    return true;
  } catch (error) {
    if (error instanceof DatacarError) return false;
    throw error;
  }
}
