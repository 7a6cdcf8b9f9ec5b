// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Plugin, type Rolldown, transformWithOxc } from 'vite';
import { appDirectory } from './appDirectory.ts';

const workerSource = join(appDirectory, 'src', 'serviceWorker', 'serviceWorker.ts');
const publicDirectory = join(appDirectory, 'public');
/** The map and its outlines are larger than all of the rest together. */
const keptBytesMax = 400_000;

/** Writes `sw.js`: the service worker, told which files this build has. */
export function serviceWorkerPlugin(): Plugin {
  return {
    name: 'datacar-service-worker',
    apply: 'build',
    // The page's HTML is made by a plugin of Vite, and is one of the files.
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const publicFiles = filesOf(publicDirectory);
        const built = Object.keys(bundle).filter(
          (name) => !name.endsWith('.map') && !name.startsWith('.vite/'),
        );
        const shell = [
          ...new Set([
            'index.html',
            'icon.svg',
            'manifest.webmanifest',
            'icons/icon-192.png',
            ...shellOf(bundle),
          ]),
        ];
        const hash = createHash('sha256');
        for (const name of built.sort()) hash.update(name).update(contentOf(bundle[name]));
        for (const name of publicFiles) hash.update(name).update(readFileSync(join(publicDirectory, name)));
        const build = {
          version: hash.digest('hex').slice(0, 16),
          shell: shell.map((name) => `/${name}`),
          files: [...built, ...publicFiles].map((name) => `/${name}`),
        };
        const { code } = await transformWithOxc(readFileSync(workerSource, 'utf8'), workerSource, {
          sourcemap: false,
        });
        this.emitFile({
          type: 'asset',
          fileName: 'sw.js',
          source: `const build = ${JSON.stringify(build)};\n${code}`,
        });
      },
    },
  };
}

/** Every page's code and styles, so that all of them open; what is larger is kept when it was needed once. */
function shellOf(bundle: Rolldown.OutputBundle): string[] {
  return Object.entries(bundle)
    .filter(([name, output]) => /\.(js|css)$/.test(name) && contentOf(output).length <= keptBytesMax)
    .map(([name]) => name);
}

function contentOf(output: Rolldown.OutputBundle[string] | undefined): string | Uint8Array {
  if (output === undefined) return '';
  return output.type === 'chunk' ? output.code : output.source;
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}
