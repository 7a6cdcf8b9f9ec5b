// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommonOptions } from '../cli/CommonOptions.ts';
import { createEmitter } from '../cli/createEmitter.ts';
import { WrongUsage } from '../cli/WrongUsage.ts';
import { readSealingKey } from '../folder/sealingKey.ts';
import { enrolDevice } from './enrolDevice.ts';

export interface EnrolOptions extends CommonOptions {
  server?: string;
  code: string;
  folder: string;
  abandon: boolean;
}

/** `datacar-vehicle enrol` */
export async function enrolCommand(options: EnrolOptions): Promise<void> {
  const emit = createEmitter(options);
  const folder = resolve(options.folder);
  const { code, server } = await readCode(options);
  const { secretFile, passphraseFile } = options;
  const sealedWith = await readSealingKey(
    { folder, secretFile, passphraseFile },
    { environment: process.env },
  );
  const { identity, wasEnrolled } = await enrolDevice(
    { folder, server, code, sealedWith, isUnsentAbandoned: options.abandon },
    { clock: Date.now },
  );
  emit({
    event: 'enrolled',
    vehicle: String(identity.vehicle),
    keyIndex: identity.keyIndex,
    folder,
    server: identity.server,
    wasEnrolled,
  });
}

/** A code may carry the server's address: `CODE@http://host:8080`. `@FILE` keeps it out of the list of processes. */
async function readCode({ code, server }: EnrolOptions): Promise<{ code: string; server: string }> {
  const text = code.startsWith('@') ? (await readFile(code.slice(1), 'utf8')).trim() : code;
  const [, plain = text, address] = /^([^@]+)@(https?:\/\/.+)$/.exec(text) ?? [];
  const chosen = server ?? address;
  if (chosen !== undefined) return { code: plain, server: chosen };
  throw new WrongUsage('Say where the server is: --server URL.');
}
