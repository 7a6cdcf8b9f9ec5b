// SPDX-License-Identifier: Apache-2.0

/** Where a car publishes its wire batches. */
export function batchTopic(vehicle: number | '+'): string {
  return `datacar/1/${vehicle}/batch`;
}

/** Where a car hears what became of them. */
export function ackTopic(vehicle: number): string {
  return `datacar/1/${vehicle}/ack`;
}

/** The vehicle of a batch topic; undefined when it is none. */
export function vehicleOfBatchTopic(topic: string): number | undefined {
  const [, id] = /^datacar\/1\/([1-9]\d{0,15})\/batch$/.exec(topic) ?? [];
  return id === undefined ? undefined : Number(id);
}
