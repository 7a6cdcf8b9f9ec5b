// SPDX-License-Identifier: Apache-2.0
import { LOCAL_NETWORKS } from './lanNames.ts';

/** The machine itself. */
const LOOPBACK = { address: '127.0.0.0', prefixBits: 8 };

/** Context tags of GeneralName (RFC 5280, section 4.2.1.6). */
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;
const SEQUENCE = 0x30;
const PERMITTED_SUBTREES = 0xa0;

export const NAME_CONSTRAINTS_OID = '2.5.29.30';

/**
 * The DER of NameConstraints (RFC 5280, section 4.2.1.10): an authority with it can vouch for these names and for
 * addresses of local networks only, so that whoever steals its key still cannot pose as a bank.
 */
export function encodeNameConstraints(names: readonly string[]): Buffer {
  const subtrees = [
    ...names.map((name) => derOf(DNS_NAME, Buffer.from(name, 'ascii'))),
    ...[...LOCAL_NETWORKS, LOOPBACK].map((network) => derOf(IP_ADDRESS, networkBytes(network))),
  ].map((base) => derOf(SEQUENCE, base));
  return derOf(SEQUENCE, derOf(PERMITTED_SUBTREES, Buffer.concat(subtrees)));
}

/** Address and mask, four bytes each. */
function networkBytes({ address, prefixBits }: { address: string; prefixBits: number }): Buffer {
  const mask = Buffer.alloc(4);
  mask.writeUInt32BE((0xffff_ffff << (32 - prefixBits)) >>> 0);
  return Buffer.concat([Buffer.from(address.split('.').map(Number)), mask]);
}

function derOf(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const lengthBytes =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content]);
}
