// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import { type ProgramName, startProgram } from './startProgram.ts';

/** The event by which a program says why it failed. */
interface FailedEvent {
  event: 'failed';
  code: string;
  message: string;
  details?: Readonly<Record<string, unknown>>;
}

export interface RunProgramOptions {
  /** True once it has said all that it was run for; then a status other than 0 tells nothing new. */
  hasFinished?: () => boolean;
}

/**
 * Runs one of the other programs to its end and hands over its events. Ctrl-C is passed on, a second one kills.
 * @throws DatacarError with the code of its `failed` event, or INTERNAL when it broke without one.
 */
export async function runProgram<Event extends { event: string }>(
  name: ProgramName,
  parameters: readonly string[],
  onEvent: (event: Exclude<Event, { event: 'failed' }>) => void,
  { hasFinished = () => false }: RunProgramOptions = {},
): Promise<void> {
  let failure: FailedEvent | undefined;
  const program = startProgram<Event | FailedEvent>(name, parameters, (event) => {
    if (event.event === 'failed') failure = event as FailedEvent;
    else onEvent(event as Exclude<Event, { event: 'failed' }>);
  });
  let interrupts = 0;
  const onInterrupt = (): void => {
    interrupts += 1;
    if (interrupts === 1) program.interrupt();
    else program.kill();
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onInterrupt);
  try {
    const { status, signal, stderrTail } = await program.exited;
    if (failure !== undefined) {
      throw new DatacarError(failure.code as ErrorCode, failure.message, { details: failure.details ?? {} });
    }
    if (status === 0 || hasFinished()) return;
    throw new DatacarError(
      'INTERNAL',
      `${name} ended with ${signal ?? `status ${status}`}.\n${stderrTail}`.trim(),
    );
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
  }
}
