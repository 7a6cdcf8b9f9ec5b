// SPDX-License-Identifier: Apache-2.0
import { type Hex, keccak256 } from 'viem';
import type { RpcError } from '../../gateway/RpcError.ts';
import type { RemovalRecord } from '../journal/JournalRecord.ts';

export function refusalRecord(raw: Hex, error: RpcError): RemovalRecord {
  return { kind: 'refused', hash: keccak256(raw), reason: error.message };
}
