// SPDX-License-Identifier: Apache-2.0
import type { ReadingSource } from '@datacar/core/records/Reading';
import { streamName } from '../../streamName.ts';
import type { SequencedHeader } from './decideSequence.ts';

export interface StreamHead extends SequencedHeader {
  vehicle: number;
  stream: Uint8Array;
  source: ReadingSource;
  keyIndex: number;
  nextByMs: number;
  /** Undefined while it is on its way to the disk. */
  leafIndex: number | undefined;
}

/**
 * The last header of every stream: what is durable, and in front of it what is on its way to the disk. The next batch
 * follows the latter; proofs, anchors and answers see the former.
 */
export interface StreamHeads {
  /** The newest, durable or not. */
  newest(vehicle: number, stream: Uint8Array): StreamHead | undefined;
  durable(vehicle: number, stream: Uint8Array): StreamHead | undefined;
  durableOf(vehicle: number): StreamHead[];
  allDurable(): StreamHead[];
  /** It is on its way. */
  begin(head: StreamHead): void;
  /** It is on the disk. */
  commit(head: StreamHead): void;
  /** What was on its way did not arrive: back to what is durable. */
  abort(): void;
}

export function createStreamHeads(initial: readonly StreamHead[]): StreamHeads {
  const durable = new Map<number, Map<string, StreamHead>>();
  const coming = new Map<string, StreamHead>();
  for (const head of initial) setDurable(head);

  function setDurable(head: StreamHead): void {
    const ofVehicle = durable.get(head.vehicle) ?? new Map<string, StreamHead>();
    durable.set(head.vehicle, ofVehicle);
    ofVehicle.set(streamName(head.stream), head);
  }

  return {
    newest: (vehicle, stream) => {
      const name = streamName(stream);
      return coming.get(`${vehicle}/${name}`) ?? durable.get(vehicle)?.get(name);
    },
    durable: (vehicle, stream) => durable.get(vehicle)?.get(streamName(stream)),
    durableOf: (vehicle) => [...(durable.get(vehicle)?.values() ?? [])],
    allDurable: () => [...durable.values()].flatMap((ofVehicle) => [...ofVehicle.values()]),
    begin: (head) => coming.set(`${head.vehicle}/${streamName(head.stream)}`, head),
    commit(head) {
      setDurable(head);
      const name = `${head.vehicle}/${streamName(head.stream)}`;
      if (coming.get(name)?.sequence === head.sequence) coming.delete(name);
    },
    abort: () => coming.clear(),
  };
}
