// SPDX-License-Identifier: Apache-2.0
import type { ServerEvent } from '@datacar/core/api/ServerEvent';

export interface CommandOutput {
  logLevel: string;
  emit(event: ServerEvent): void;
}

/** Events as JSON lines for whoever started this program, or in words for a person. */
export function createOutput({
  jsonLines,
  logLevel,
}: {
  jsonLines: boolean;
  logLevel: string;
}): CommandOutput {
  return {
    logLevel,
    emit(event) {
      const line = jsonLines ? JSON.stringify(event) : inWords(event);
      if (line !== undefined) process.stdout.write(`${line}\n`);
    },
  };
}

function inWords(event: ServerEvent): string | undefined {
  switch (event.event) {
    case 'progress':
      return `${event.message} …`;
    case 'ready':
      return [
        `Ready at ${event.url} (MQTT ${event.mqttUrl ?? 'elsewhere'}, chain ${event.chainId}, block ${event.blockNumber})`,
        `Sign in, once, within ten minutes: ${event.loginUrl}`,
        ...(event.lan === null ? [] : [`On a phone in the local network: ${event.lan.loginUrl}`]),
      ].join('\n');
    case 'warning':
      return `Warning: ${event.message}`;
    case 'doctor':
      return event.findings
        .map(({ name, state, message }) => `${state.padEnd(8)} ${name.padEnd(10)} ${message}`)
        .join('\n');
    case 'finished':
      return Object.entries(event.facts)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n');
    case 'failed':
      return undefined;
    case 'stopped':
      return 'Stopped.';
  }
}
