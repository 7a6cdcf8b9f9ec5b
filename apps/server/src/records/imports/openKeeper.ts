// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import { z } from 'zod';
import type { HomePaths } from '../../home/HomePaths.ts';
import type { EnrolmentCodes } from '../../vehicles/openEnrolmentCodes.ts';
import { runVehicleProgram } from './runVehicleProgram.ts';

const identitySchema = z.object({ keyIndex: z.int() });

export interface KeeperOptions {
  paths: HomePaths;
  passphraseFile: string | undefined;
}

export interface KeeperDependencies {
  chainIndex: ChainIndex;
  enrolmentCodes: EnrolmentCodes;
  /** Where this server listens on its own machine. */
  url: () => string;
}

/** The agent that keeps cars' keys in this server's home. */
export interface Keeper {
  /** What every call of it needs to open a key of this home. */
  secretParameters: readonly string[];
  /**
   * The agent's folder of a car whose key it holds, making the key when the car has none.
   * @throws DatacarError NOT_ENROLLED when another machine's agent holds the key
   */
  ensureEnrolled(vehicle: number, signal: AbortSignal): Promise<string>;
}

export function openKeeper(
  { paths, passphraseFile }: KeeperOptions,
  { chainIndex, enrolmentCodes, url }: KeeperDependencies,
): Keeper {
  const secretParameters = [
    ...['--secret-file', paths.secret],
    ...(passphraseFile === undefined ? [] : ['--passphrase-file', passphraseFile]),
  ];

  async function enrol(vehicle: number, folder: string, signal: AbortSignal): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // In a file, because everyone on the machine can read the parameters of a process.
    const codeFile = join(folder, 'code');
    const { code } = await enrolmentCodes.create(vehicle);
    try {
      await writeFile(codeFile, code, { mode: 0o600 });
      const parameters = ['enrol', '--server', url(), '--code', `@${codeFile}`, '--folder', folder];
      await runVehicleProgram({
        parameters: [...parameters, ...secretParameters],
        onEvent: () => undefined,
        signal,
      });
    } finally {
      await rm(codeFile, { force: true });
    }
  }

  return {
    secretParameters,
    async ensureEnrolled(vehicle, signal) {
      const folder = join(paths.home, 'vehicles', String(vehicle));
      const current = chainIndex.deviceKeys(vehicle).at(-1);
      if (current === undefined) await enrol(vehicle, folder, signal);
      else if ((await keyIndexIn(folder)) !== current.keyIndex) {
        throw new DatacarError(
          'NOT_ENROLLED',
          `The key of vehicle ${vehicle} is held by an agent elsewhere, and making one here would replace it. Import on the machine of that agent, with datacar-vehicle import.`,
          { details: { vehicle: String(vehicle) } },
        );
      }
      return folder;
    },
  };
}

async function keyIndexIn(folder: string): Promise<number | undefined> {
  try {
    return identitySchema.parse(JSON.parse(await readFile(join(folder, 'device.json'), 'utf8'))).keyIndex;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
