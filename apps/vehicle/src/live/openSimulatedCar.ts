// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatedCar } from '@datacar/core/vehicles/simulation/SimulatedCar';
import { writeFileDurably } from '../folder/writeFileDurably.ts';
import type { Source } from '../sources/Source.ts';
import { type SimulatedSource, simulatedSource } from '../sources/simulatedSource.ts';

/** Chunks, one a second, between two times that the car's state is written down. */
const SAVE_EVERY_CHUNKS = 60;

/** A simulated car that drives on after a restart where it was: its state lies in the car's folder. */
export async function openSimulatedCar({ folder, seed }: { folder: string; seed: number }): Promise<Source> {
  const path = join(folder, `simulated-car-${seed}.json`);
  const car = await readCar(path);
  const source = simulatedSource({ seed, ...(car === undefined ? {} : { car }) });
  return { kind: source.kind, label: source.label, read: (options) => readAndSave(source, path, options) };
}

async function readCar(path: string): Promise<SimulatedCar | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as SimulatedCar;
  } catch {
    // No state, or one that cannot be read: a simulated car may as well start anew.
    return undefined;
  }
}

async function* readAndSave(source: SimulatedSource, path: string, options: Parameters<Source['read']>[0]) {
  const save = async (): Promise<void> => {
    const car = source.car();
    if (car !== undefined) await writeFileDurably(path, JSON.stringify(car));
  };
  let chunks = 0;
  for await (const chunk of source.read(options)) {
    yield chunk;
    chunks += 1;
    if (chunks % SAVE_EVERY_CHUNKS === 0) await save();
  }
  await save();
}
