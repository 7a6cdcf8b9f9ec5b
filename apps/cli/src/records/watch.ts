// SPDX-License-Identifier: Apache-2.0
import { signalByPath } from '@datacar/core/signals/signalByPath';
import { watchReadings } from '@datacar/sdk/records/watchReadings';
import type { CommandAction, CommandOutcome } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatTime } from '../output/formatTime.ts';
import { formatValue } from './formatValue.ts';

interface Options {
  vehicle?: string;
  signal?: string[];
}

export const watch: CommandAction<Options> = async ({ vehicle, signal }, context) => {
  const { output } = context;
  const { dim, bold } = output.colors;
  const client = await openClient(context);
  const wanted = signal === undefined ? undefined : new Set(signal);
  return new Promise<CommandOutcome>((resolve, reject) => {
    const unwatch = watchReadings(client, {
      vehicles: vehicle === undefined ? undefined : [vehicle],
      onConnected: () => output.note(dim('Connected; Ctrl-C ends.')),
      onReading: (reading) => {
        if (wanted !== undefined && !wanted.has(reading.signal)) return;
        output.json(reading);
        const unit = signalByPath(reading.signal)?.unit ?? '';
        output.line(
          `${dim(formatTime(reading.timeMs))}  ${reading.vehicle}  ${reading.signal}  ${bold(formatValue(reading.value))} ${unit}  ${dim(reading.source)}`,
        );
      },
      onDropped: (messages) =>
        output.note(`${messages} messages were left out: they came faster than they were read.`),
      onError: (error, { isFinal }) => {
        if (isFinal) reject(error);
        else output.note(dim(`${error.message} Connecting again.`));
      },
    });
    process.once('SIGINT', () => {
      unwatch();
      resolve('done');
    });
  });
};
