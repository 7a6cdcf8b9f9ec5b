// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '../../encoding/encodeHex.ts';
import { equalBytes } from '../../encoding/equalBytes.ts';
import type { ReadingSource } from '../../records/Reading.ts';
import type { TrustAnchors, TrustedMember, TrustedServer } from '../../records/TrustAnchors.ts';

const signers: Record<ReadingSource, string> = {
  secureElement: 'The key in the secure element of the car, and the sensors behind it.',
  software: 'Whoever holds the device key of the car, which is a file on a computer in it.',
  import: 'Whoever imported the file: the key signed what the file said, not what the car said.',
  simulated: 'Nobody: the car is simulated.',
};

/** For arithmetic that anyone can redo. */
export const BELIEVE_NOBODY = 'Nobody: this is SHA-256 over the bytes of the file.';

/** Nothing but the map entry of a stream is shown, so no car and no member said anything. */
const BELIEVE_NO_HEADER = 'Nobody: no header is shown.';

/** Whom one must believe that the values are true; several sources give several sentences. */
export function believeSigner(sources: readonly ReadingSource[]): string {
  if (sources.length === 0) return BELIEVE_NO_HEADER;
  return [...new Set(sources)].map((source) => signers[source]).join(' ');
}

export function believeIssuers(members: readonly TrustedMember[]): string {
  if (members.length === 0) return BELIEVE_NO_HEADER;
  const names = [...new Set(members.map(({ name, account }) => `${name} (${encodeHex(account)})`))];
  return `${names.join(', ')}, that the key is the one of this vehicle.`;
}

export function believeLog(server: TrustedServer, trust: TrustAnchors | undefined): string {
  const member = trust?.members.find(({ account }) => equalBytes(account, server.member));
  const operator = member === undefined ? encodeHex(server.member) : member.name;
  return `The server of ${operator}, that it shows everybody the same log ${server.origin}.`;
}

export function believeAnchor(sender: Uint8Array): string {
  return `${encodeHex(sender)}, that it sent what it signed; only a chain can say that it is anchored.`;
}
