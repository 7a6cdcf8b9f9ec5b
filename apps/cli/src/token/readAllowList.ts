// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { type AllowList, buildAllowList } from '@datacar/sdk/token/buildAllowList';

/** The published list of a round: one account a line; empty lines and what follows a # say nothing. */
export async function readAllowList(file: string): Promise<AllowList> {
  const lines = (await readFile(file, 'utf8')).split(/\r?\n/);
  return buildAllowList(lines.map((line) => line.replace(/#.*/, '').trim()).filter((line) => line !== ''));
}
