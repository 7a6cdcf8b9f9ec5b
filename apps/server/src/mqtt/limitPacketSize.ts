// SPDX-License-Identifier: Apache-2.0
import { Transform } from 'node:stream';

/** MQTT 3.1.1 section 2.2.3: the remaining length takes at most four bytes of seven bits each. */
const LENGTH_BYTES_MAX = 4;

/**
 * Passes MQTT packets on and fails at the header of one that is larger than allowed, before its body is read: the
 * broker's parser would buffer up to 256 MiB of it.
 */
export function limitPacketSize(packetBytesMax: number): Transform {
  let bodyLeft = 0;
  let length = 0;
  /** 0: the next byte is a packet's first. n: the next is the n-th byte of its length. */
  let lengthByte = 0;

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let offset = 0;
      while (offset < chunk.length) {
        if (bodyLeft > 0) {
          const step = Math.min(bodyLeft, chunk.length - offset);
          bodyLeft -= step;
          offset += step;
        } else if (lengthByte === 0) {
          lengthByte = 1;
          length = 0;
          offset += 1;
        } else {
          const byte = chunk[offset] ?? 0;
          length += (byte & 0x7f) * 128 ** (lengthByte - 1);
          offset += 1;
          if (byte < 0x80) {
            bodyLeft = length;
            lengthByte = 0;
          } else if (lengthByte === LENGTH_BYTES_MAX) {
            done(new Error('malformed remaining length'));
            return;
          } else {
            lengthByte += 1;
          }
          if (length > packetBytesMax) {
            done(new Error(`packet of more than ${packetBytesMax} bytes`));
            return;
          }
        }
      }
      done(null, chunk);
    },
  });
}
