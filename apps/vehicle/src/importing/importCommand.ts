// SPDX-License-Identifier: Apache-2.0
import type { CommonOptions } from '../cli/CommonOptions.ts';
import { createEmitter } from '../cli/createEmitter.ts';
import type { Device } from '../folder/Device.ts';
import { openConnections } from '../folder/openConnections.ts';
import { openDevice } from '../folder/openDevice.ts';
import { createAnswerVerifier } from '../receipts/createAnswerVerifier.ts';
import { createInclusionProver } from '../receipts/createInclusionProver.ts';
import { openLogMonitor } from '../receipts/openLogMonitor.ts';
import { loadCsvMapping } from '../sources/mapping/loadCsvMapping.ts';
import { importFiles } from './importFiles.ts';

export interface ImportOptions extends CommonOptions {
  folder: string;
  mapping?: string;
  transport?: 'mqtt' | 'http';
  /** Where the server is now, when it is not where enrolment said. */
  server?: string;
}

/** `datacar-vehicle import`. Exit status 1 when any file was not imported, all of it. */
export async function importCommand(files: string[], options: ImportOptions): Promise<void> {
  const emit = createEmitter(options);
  const enrolled = await openDevice(options, { environment: process.env });
  const device = options.server === undefined ? enrolled : withServer(enrolled, options.server);
  const mapping = options.mapping === undefined ? undefined : await loadCsvMapping(options.mapping);
  const environment = { emit, clock: Date.now, random: Math.random };
  const { client, uplink } = openConnections(device, { transport: options.transport }, environment);
  try {
    const monitor = await openLogMonitor(device, { client });
    const prover = createInclusionProver({ client, monitor, clock: Date.now });
    const verifyAnswer = createAnswerVerifier(device.identity);
    const results = await importFiles(
      { files, mapping, device },
      { ...environment, client, uplink, prover, verifyAnswer },
    );
    emit({ event: 'importFinished', files: results });
    if (results.some(({ error }) => error !== undefined)) process.exitCode = 1;
  } finally {
    await uplink.close();
  }
}

function withServer(device: Device, server: string): Device {
  return { ...device, identity: { ...device.identity, server } };
}
