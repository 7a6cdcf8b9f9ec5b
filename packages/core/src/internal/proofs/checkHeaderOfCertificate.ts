// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '../../encoding/equalBytes.ts';
import { DatacarError } from '../../errors/DatacarError.ts';
import type { BatchHeader } from '../../records/BatchHeader.ts';
import type { KeyCertificate } from '../../records/KeyCertificate.ts';
import { maySignAs } from '../../records/maySignAs.ts';

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
