// SPDX-License-Identifier: Apache-2.0

import { deriveKeystorePassphrase } from '@datacar/core/wallet/deriveKeystorePassphrase';
import type { SealingKey } from '@datacar/core/wallet/deriveSealKey';

export interface HomeKeystorePassphrase {
  passphrase: string;
  /** Whether it has 256 random bits, so that a costly derivation would add nothing. */
  isRandom: boolean;
}

/** What seals the keystores in a home: its passphrase, or one that follows from the secret of the machine. */
export function homeKeystorePassphrase(sealedWith: SealingKey): HomeKeystorePassphrase {
  return sealedWith.type === 'passphrase'
    ? { passphrase: sealedWith.passphrase.normalize('NFKC'), isRandom: false }
    : { passphrase: deriveKeystorePassphrase(sealedWith.secret), isRandom: true };
}
