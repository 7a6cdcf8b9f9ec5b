// SPDX-License-Identifier: Apache-2.0
import { concatHex, type Hex, numberToHex } from 'viem';

const TRANSFER_TOPIC: Hex = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';

/** Two balances in a mapping change and a Transfer event is emitted, as in ERC-20; balances may wrap. */
const runtimeCode = concatHex([
  // MSTORE the caller, hash it: the slot of the sender's balance. SSTORE what it holds minus the amount.
  '0x335f52',
  '0x60205f20',
  '0x602435',
  '0x815403',
  '0x9055',
  // The same for the receiver, plus the amount.
  '0x6004355f52',
  '0x60205f20',
  '0x602435',
  '0x815401',
  '0x9055',
  // LOG3 with the amount as data: Transfer(caller, receiver, amount).
  '0x6024355f52',
  '0x600435',
  '0x33',
  concatHex(['0x7f', TRANSFER_TOPIC]),
  '0x60205f',
  '0xa3',
  // RETURN true.
  '0x60015f52',
  '0x60205ff3',
]);

/** Creates a small token without owner or supply, for measurements: `transfer` costs what ERC-20's does. */
export const tokenCreationCode: Hex = concatHex([
  '0x60',
  numberToHex((runtimeCode.length - 2) / 2, { size: 1 }),
  '0x8060095f395ff3',
  runtimeCode,
]);
