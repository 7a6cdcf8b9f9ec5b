// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '../encoding/encodeHex.ts';

export interface FormatVehicleDidOptions {
  chainId: number;
  /** Address of the vehicle registry, 20 bytes. */
  registry: Uint8Array;
  vehicle: number;
}

/** `did:erc721:<chainId>:<registry>:<tokenId>`, the registry in lower case. */
export function formatVehicleDid({ chainId, registry, vehicle }: FormatVehicleDidOptions): string {
  return `did:erc721:${chainId}:${encodeHex(registry)}:${vehicle}`;
}
