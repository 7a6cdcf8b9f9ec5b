// SPDX-License-Identifier: Apache-2.0
import type { AgentEvent, EmitEvent, ImportResult } from '@datacar/core/vehicles/AgentEvent';

/** Refused rows of one file that are shown to a person. */
const REFUSALS_SHOWN_MAX = 10;

/** Prints events on stdout: one JSON object a line, or sentences for people. */
export function createEmitter({ jsonLines }: { jsonLines: boolean }): EmitEvent {
  if (jsonLines) return (event) => void process.stdout.write(`${JSON.stringify(event)}\n`);
  return (event) => {
    const sentence = describeEvent(event);
    if (sentence !== undefined) process.stdout.write(`${sentence}\n`);
  };
}

function describeEvent(event: AgentEvent): string | undefined {
  switch (event.event) {
    case 'started':
      return `Running for ${event.vehicles.map((id) => `vehicle ${id}`).join(', ')}. Ctrl-C stops.`;
    case 'enrolled':
      return event.wasEnrolled
        ? `${event.folder} is vehicle ${event.vehicle} already, with key ${event.keyIndex}.`
        : `Enrolled as vehicle ${event.vehicle} with key ${event.keyIndex} at ${event.server}. Its key is in ${event.folder}.`;
    case 'connected':
      return `Vehicle ${event.vehicle}: connected to ${event.url}.`;
    case 'disconnected':
      return `Vehicle ${event.vehicle}: ${event.message} Next try in ${Math.round(event.retryInMs / 100) / 10} s. (${event.code})`;
    case 'acknowledged':
      return `Vehicle ${event.vehicle}: batch ${event.sequence} with ${event.readings} readings is safe on the server.`;
    case 'gap':
      return `Vehicle ${event.vehicle}: batch ${event.sequence} is a gap: ${event.message} (${event.code})`;
    case 'refused':
      return `Vehicle ${event.vehicle}: ${event.source}: ${event.message} (${event.code})`;
    case 'warning':
      return `${event.vehicle === undefined ? '' : `Vehicle ${event.vehicle}: `}${event.message} (${event.code})`;
    case 'preview':
      return JSON.stringify(event.preview, null, 2);
    case 'imported':
      return describeImport(event.result);
    case 'stopped':
      return 'Stopped.';
    default:
      return undefined;
  }
}

function describeImport(result: ImportResult): string {
  if (result.error !== undefined) return `${result.file}: ${result.error.message} (${result.error.code})`;
  if (result.alreadyImported) return `${result.file}: was imported before; nothing to add.`;
  const listed = result.rowsRefused.slice(0, REFUSALS_SHOWN_MAX);
  const more = result.rows - result.rowsAccepted - listed.length;
  const refused = [
    ...listed.map(({ line, code, message }) => `\n  line ${line}: ${message} (${code})`),
    ...(more > 0 ? [`\n  and ${more} more; --json-lines lists them`] : []),
  ].join('');
  const anchor = result.anchoredIn === null ? '' : `, anchored in block ${result.anchoredIn.blockNumber}`;
  return `${result.file}: ${result.rows} rows read, ${result.rowsAccepted} accepted, ${result.rows - result.rowsAccepted} refused; ${result.readings} readings added in ${result.batches} batches${anchor}.${refused}`;
}
