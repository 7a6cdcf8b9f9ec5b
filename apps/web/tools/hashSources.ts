// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { appDirectory } from './appDirectory.ts';

const workspace = join(appDirectory, '..', '..');

/** All that the built app depends on; the lock file stands for the libraries. */
const sources = [
  ...['index.html', 'vite.config.ts', 'package.json', 'src', 'public', 'tools'].map((name) =>
    join(appDirectory, name),
  ),
  join(workspace, 'packages', 'core', 'src'),
  join(workspace, 'packages', 'core', 'package.json'),
  join(workspace, 'packages', 'sdk', 'src'),
  join(workspace, 'package-lock.json'),
];

const isTest = (file: string): boolean => /\.(test|bench)\.tsx?$/.test(file);

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !isTest(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path];
    throw error;
  }
}

/** Changes when anything does that the app is built from. */
export function hashSources(): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of sources.flatMap(filesOf).sort()) {
    const content = readFileSync(file);
    hash.update(`\n${relative(workspace, file)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
