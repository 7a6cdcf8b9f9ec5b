// SPDX-License-Identifier: Apache-2.0
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { constants, createGunzip, createGzip } from 'node:zlib';

/** Where a transaction's call traces begin and end in what the engine dumps. Quotes in strings are escaped. */
const BEGIN = Buffer.from('"traces":[');
const END = Buffer.from('],"exit":');

/**
 * Takes the call traces out of a dumped state. The engine keeps one of every call that a transaction made, nine
 * tenths of what it holds of an anchor, only for debugging methods that the gateway does not let through.
 *
 * @param state gzip; so is what is returned.
 */
export async function stripTraces(state: Uint8Array): Promise<Uint8Array> {
  const stripped = Readable.from([state])
    .pipe(createGunzip())
    .compose(createFilter())
    .compose(createGzip({ level: constants.Z_BEST_SPEED }));
  return buffer(stripped);
}

/** Works on pieces of any size: keeps back what may be the beginning of what it looks for. */
function createFilter(): Transform {
  let rest = Buffer.alloc(0);
  let isInTraces = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let text = Buffer.concat([rest, chunk]);
      for (;;) {
        const wanted = isInTraces ? END : BEGIN;
        const found = text.indexOf(wanted);
        if (found === -1) {
          const kept = Math.max(0, text.length - wanted.length + 1);
          if (!isInTraces) this.push(text.subarray(0, kept));
          rest = text.subarray(kept);
          break;
        }
        if (!isInTraces) this.push(text.subarray(0, found + BEGIN.length));
        text = text.subarray(isInTraces ? found : found + BEGIN.length);
        isInTraces = !isInTraces;
        if (!isInTraces) {
          this.push(END);
          text = text.subarray(END.length);
        }
      }
      done();
    },
    flush(done) {
      if (isInTraces) return done(new Error('the engine dumps its state in another form than is known'));
      done(null, rest);
    },
  });
}
